package org.relabel4j.benchmarks.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.CrowdLab;
import org.relabel4j.core.consensus.CrowdLabResult;
import org.relabel4j.core.consensus.MajorityVote;
import org.relabel4j.core.metric.Accuracy;
import org.relabel4j.core.metric.CalibrationError;
import org.relabel4j.core.metric.LogLoss;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.random.Shuffles;
import org.relabel4j.core.simulation.AnnotatorModel;
import org.relabel4j.core.simulation.InitialLabels;
import org.relabel4j.core.simulation.NoiseMatrix;
import org.relabel4j.core.simulation.SimulatedAnnotators;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.core.validation.CrossValidation;
import org.relabel4j.datasets.Dataset;
import org.relabel4j.models.linear.SoftmaxTrainer;
import org.relabel4j.models.registry.Models;

/** The draws of a {@link PenaltiesBench}: each of some examples with labels, on which a head is trained for each penalty. */
final class PenaltyDraws {
    /** Annotators of whom one to three label each example, where there is a consensus. */
    private static final int CROWD = 20;
    /** Labels that stand for one distribution, each class with its share of them. */
    private static final int COPIES = 20;

    private final Plan plan;
    private final Dataset data;
    private final Examples pool;
    private final Examples test;
    private final Map<String, List<Double>> values = new LinkedHashMap<>();
    private final List<String> chosen = new ArrayList<>();
    private long drawn;

    /** What the labels to learn from are. */
    enum Targets {
        LABELS,
        CONSENSUS,
        POSTERIOR
    }

    /**
     * @param wrong share of wrong labels; empty for what people said
     * @param penalties numbers, or {@code auto}
     */
    record Plan(
            String head, List<String> penalties, int examples, Optional<Double> wrong, Targets targets, long seed) {}

    /** Examples with the labels to learn from: as often as there are copies, run by run. */
    private record Labelled(Examples examples, int[] rows, int[] labels, int copies) {}

    /**
     * @param pool features of the data set's pool
     * @param test of its test set
     */
    PenaltyDraws(Plan plan, Dataset data, Examples pool, Examples test) {
        this.plan = plan;
        this.data = data;
        this.pool = pool;
        this.test = test;
    }

    /** Makes a draw and trains on it; says how many there are now. */
    long next() {
        Labelled labelled = draw(Seeds.derive(plan.seed(), "draw", drawn));
        int[] all = IntStream.range(0, test.size()).toArray();
        for (String penalty : plan.penalties()) {
            Trainer trainer = trainer(penalty, labelled.copies());
            long start = System.nanoTime();
            try (Classifier head =
                    trainer.train(labelled.examples(), labelled.rows(), labelled.labels(), numClasses(), plan.seed())) {
                add("ms", penalty, (System.nanoTime() - start) / 1e6);
                Probabilities predicted = head.predict(test, all);
                add("accuracy", penalty, Accuracy.of(predicted, data.testLabels()));
                add("log_loss", penalty, LogLoss.of(predicted, data.testLabels()));
                add("calibration_error", penalty, CalibrationError.expected(predicted, data.testLabels()));
                Optional.ofNullable(head.choices().get("l2")).ifPresent(chosen::add);
            }
        }
        return ++drawn;
    }

    /** Means over the draws so far, and the penalties that were chosen. */
    Map<String, Object> means() {
        Map<String, Object> means = new LinkedHashMap<>();
        values.forEach((name, ofDraws) -> means.put(
                name,
                Math.round(1e4
                                * ofDraws.stream()
                                        .mapToDouble(Double::doubleValue)
                                        .average()
                                        .orElseThrow())
                        / 1e4));
        if (!chosen.isEmpty()) {
            means.put("chosen", chosen.stream().collect(Collectors.joining(" ")));
        }
        return means;
    }

    private int numClasses() {
        return data.classNames().size();
    }

    private void add(String measure, String penalty, double value) {
        add(measure + " l2=" + penalty, value);
    }

    private void add(String name, double value) {
        values.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }

    private Trainer trainer(String penalty, int copies) {
        return copies == 1
                ? Models.trainer(plan.head(), Map.of("l2", penalty))
                : new SoftmaxTrainer(
                        penalty.equals("auto") ? Optional.empty() : Optional.of(Double.valueOf(penalty)), copies);
    }

    private Labelled draw(long seed) {
        int size = plan.examples();
        int[] chosenRows = Arrays.copyOf(Shuffles.permutation(pool.size(), Seeds.generator(seed, "examples")), size);
        int[] truth = IntStream.of(chosenRows).map(i -> data.poolLabels()[i]).toArray();
        Examples examples = pool.rows(chosenRows);
        int[] rows = IntStream.range(0, size).toArray();
        Annotations annotations = annotations(chosenRows, truth, rows, seed);
        int[] labels = new MajorityVote()
                .infer(annotations, List.of(), Seeds.generator(seed, "majority"))
                .labels();
        Labelled labelled = new Labelled(examples, rows, labels, 1);
        if (plan.targets() != Targets.LABELS) {
            CrowdLabResult result = consensus(examples, annotations, labels, seed);
            labels = result.consensus().labels();
            labelled = plan.targets() == Targets.CONSENSUS
                    ? new Labelled(examples, rows, labels, 1)
                    : copies(examples, result.posterior());
        }
        add("labels_right", Accuracy.of(labels, truth));
        return labelled;
    }

    private Annotations annotations(int[] chosenRows, int[] truth, int[] rows, long seed) {
        AnnotatorModel model = plan.wrong()
                .map(rate -> AnnotatorModel.confusing(NoiseMatrix.uniform(numClasses(), rate), truth))
                .orElseGet(() -> AnnotatorModel.drawingFrom(data.humanLabels()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "wrong is people, but of data set " + data.name() + " nobody knows what people said"))
                        .rows(chosenRows)
                        .distribution()));
        boolean crowd = plan.targets() != Targets.LABELS;
        int numAnnotators = crowd ? CROWD : 1;
        return new InitialLabels(crowd ? new double[] {1, 1, 1} : new double[] {1}, numAnnotators)
                .assign(SimulatedAnnotators.alike(seed, model, numAnnotators), rows, rows.length, numClasses(), seed);
    }

    /** CROWDLAB with out-of-sample predictions of a head that learns from the majority's labels. */
    private CrowdLabResult consensus(Examples examples, Annotations annotations, int[] majority, long seed) {
        CrossValidation validation = new CrossValidation(new CrossValidation.Scheme(
                List.of(new SoftmaxTrainer(Optional.empty())), examples, examples.rows(new int[0]), 5, false, false));
        Probabilities predicted =
                validation.fit(majority, numClasses(), seed).get(0).pool();
        return new CrowdLab().analyse(annotations, List.of(predicted), Seeds.generator(seed, "consensus"));
    }

    /** Each example as often as there are copies; its labels are as frequent as the posterior says, the likeliest first. */
    private Labelled copies(Examples examples, Probabilities posterior) {
        int size = examples.size();
        int[] rows = IntStream.range(0, size * COPIES).map(n -> n % size).toArray();
        int[] labels = new int[rows.length];
        for (int i = 0; i < size; i++) {
            int example = i;
            double[] left = IntStream.range(0, numClasses())
                    .mapToDouble(k -> posterior.get(example, k) * COPIES)
                    .toArray();
            for (int copy = 0; copy < COPIES; copy++) {
                int largest = IntStream.range(0, left.length)
                        .boxed()
                        .max(Comparator.comparingDouble(k -> left[k]))
                        .orElseThrow();
                labels[copy * size + i] = largest;
                left[largest]--;
            }
        }
        return new Labelled(examples, rows, labels, COPIES);
    }
}
