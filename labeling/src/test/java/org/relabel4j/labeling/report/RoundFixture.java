package org.relabel4j.labeling.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.assignment.AnnotatorEstimate;
import org.relabel4j.core.assignment.AnnotatorEstimates;
import org.relabel4j.core.consensus.AnnotatorStats;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.consensus.CrowdLab;
import org.relabel4j.core.consensus.CrowdLabResult;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.probability.Rows;
import org.relabel4j.datasets.format.Ids;
import org.relabel4j.labeling.round.AnnotatorRow;
import org.relabel4j.labeling.round.BatchRow;
import org.relabel4j.labeling.round.ModelQuality;
import org.relabel4j.labeling.round.RoundFacts;
import org.relabel4j.labeling.round.RoundOutcome;

/** Rounds as they could have been: people of different skill, a model that is often right, gold for the last examples. */
final class RoundFixture {
    private int numExamples = 60;
    private int numLabels = 80;
    private int batch = 10;
    private int rounds = 3;
    private int gold = 2;
    private List<String> people = List.of("ann", "bob", "cem", "dot");
    private List<String> classes = List.of("cat", "dog", "frog", "ship", "truck");
    private IntFunction<String> task = i -> String.format("%05d.jpg", i);
    private Optional<IntFunction<Path>> images = Optional.empty();
    private List<String> warnings = List.of();

    RoundFixture size(int examples, int labels, int toAsk) {
        numExamples = examples;
        numLabels = labels;
        batch = toAsk;
        return this;
    }

    RoundFixture rounds(int number) {
        rounds = number;
        return this;
    }

    RoundFixture people(List<String> names) {
        people = names;
        return this;
    }

    RoundFixture classes(List<String> names) {
        classes = names;
        return this;
    }

    RoundFixture tasks(IntFunction<String> name) {
        task = name;
        return this;
    }

    RoundFixture images(IntFunction<Path> file) {
        images = Optional.of(file);
        return this;
    }

    RoundFixture warnings(String... texts) {
        warnings = List.of(texts);
        return this;
    }

    /** A round before any label. */
    RoundOutcome first() {
        Annotations none = Annotations.empty(numExamples, people.size(), classes.size());
        int[] unknown = new int[numExamples];
        Arrays.fill(unknown, -1);
        double[] nothing = new double[numExamples];
        Arrays.fill(nothing, Double.NaN);
        List<BatchRow> asked = IntStream.range(0, batch)
                .mapToObj(n -> new BatchRow(task.apply(n), false, n, n + 1, ""))
                .toList();
        double[][] uniform = new double[numExamples][classes.size()];
        for (double[] row : uniform) {
            Arrays.fill(row, 1.0 / classes.size());
        }
        return new RoundOutcome(
                facts(1, "", 0, 0, Double.NaN, Double.NaN),
                List.of(),
                ids(),
                people,
                classes,
                none,
                unknown,
                new Consensus(unknown, nothing, nothing),
                new double[0],
                DenseProbabilities.of(uniform),
                asked,
                List.of(),
                images);
    }

    RoundOutcome make() {
        RandomGenerator rng = new SplittableRandom(7);
        int numClasses = classes.size();
        int[] truth = IntStream.range(0, numExamples)
                .map(i -> rng.nextInt(numClasses))
                .toArray();
        Probabilities predProbs = predictions(truth, rng);
        Annotations annotations = labels(truth, rng);
        CrowdLabResult found = new CrowdLab().analyse(annotations, List.of(predProbs), rng);
        Consensus consensus = found.consensus();
        int[] known = new int[numExamples];
        Arrays.fill(known, -1);
        for (int n = 0; n < gold; n++) {
            known[n] = truth[n];
        }
        double quality = IntStream.range(0, numExamples)
                .filter(annotations::isLabelled)
                .mapToDouble(consensus::quality)
                .average()
                .orElseThrow();
        List<RoundFacts> before = IntStream.range(1, rounds)
                .mapToObj(n -> facts(
                        n,
                        "extra-trees",
                        annotations.numLabelled() * n / rounds,
                        annotations.size() * n / rounds,
                        0.8 - 0.3 / n,
                        quality - 0.1 / n))
                .toList();
        return new RoundOutcome(
                facts(
                        rounds,
                        "extra-trees",
                        annotations.numLabelled(),
                        annotations.size(),
                        0.8 - 0.3 / rounds,
                        quality),
                before,
                ids(),
                people,
                classes,
                annotations,
                known,
                consensus,
                found.annotationQualities(),
                predProbs,
                asked(annotations, consensus),
                rows(annotations, found, Rows.likeliest(predProbs), known),
                images);
    }

    private Ids ids() {
        Ids ids = new Ids();
        IntStream.range(0, numExamples).forEach(i -> ids.add(task.apply(i)));
        return ids;
    }

    private RoundFacts facts(int number, String model, int labelled, int labels, double accuracy, double quality) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("strategy", "activelab");
        settings.put("folds", 5);
        return new RoundFacts(
                number,
                "2026-11-29T07:00:00Z",
                "0f".repeat(32),
                settings,
                Map.of(),
                model,
                model.isEmpty()
                        ? ""
                        : "extra-trees has the lowest cross-validated log loss: 0.82, before knn with 0.94",
                numExamples,
                labelled,
                labels,
                labels == 0 ? 0 : people.size(),
                gold,
                accuracy,
                labels == 0 ? Double.NaN : 0.234,
                labels == 0 ? Double.NaN : 0.8,
                labels == 0 ? ModelQuality.UNKNOWN : new ModelQuality(0.61, 0.62, Double.NaN, 0.43, 0.04),
                quality,
                1 - quality,
                labels == 0 ? 0 : 12,
                labels,
                warnings);
    }

    private Probabilities predictions(int[] truth, RandomGenerator rng) {
        double[][] rows = new double[numExamples][classes.size()];
        for (int i = 0; i < numExamples; i++) {
            double sum = 0;
            for (int k = 0; k < rows[i].length; k++) {
                rows[i][k] = Math.exp(rng.nextGaussian() + (k == truth[i] ? 2 : 0));
                sum += rows[i][k];
            }
            for (int k = 0; k < rows[i].length; k++) {
                rows[i][k] /= sum;
            }
        }
        return DenseProbabilities.of(rows);
    }

    private Annotations labels(int[] truth, RandomGenerator rng) {
        AnnotationsBuilder builder = Annotations.builder(numExamples, people.size(), classes.size());
        boolean[] taken = new boolean[numExamples * people.size()];
        for (int n = 0; n < numLabels; n++) {
            int i = rng.nextInt((numExamples + 1) / 2);
            int j = rng.nextInt(people.size());
            double skill = 0.5 + 0.45 * (j + 1) / people.size();
            if (!taken[i * people.size() + j]) {
                taken[i * people.size() + j] = true;
                builder.add(i, j, rng.nextDouble() < skill ? truth[i] : rng.nextInt(classes.size()));
            }
        }
        return builder.build();
    }

    private List<BatchRow> asked(Annotations annotations, Consensus consensus) {
        List<BatchRow> asked = new ArrayList<>();
        for (int n = 0; n < batch; n++) {
            int i = n * 7919 % numExamples;
            asked.add(new BatchRow(
                    task.apply(i),
                    annotations.isLabelled(i),
                    annotations.isLabelled(i) ? consensus.quality(i) : 0.3,
                    n + 1,
                    people.get(n % people.size())));
        }
        return asked;
    }

    private List<AnnotatorRow> rows(Annotations annotations, CrowdLabResult found, int[] predicted, int[] known) {
        List<AnnotatorEstimate> estimates = AnnotatorEstimates.of(annotations, predicted, known);
        AnnotatorStats stats = found.annotatorStats();
        int[] labelled = stats.numExamplesLabelled();
        return IntStream.range(0, people.size())
                .mapToObj(j -> new AnnotatorRow(
                        people.get(j),
                        stats.quality()[j],
                        stats.agreementWithConsensus()[j],
                        stats.worstClass()[j] < 0 ? "" : classes.get(stats.worstClass()[j]),
                        labelled[j],
                        j,
                        gold,
                        gold - Math.min(gold, j % 2),
                        estimates.get(j).accuracy(),
                        estimates.get(j).low(),
                        estimates.get(j).high()))
                .sorted((a, b) -> Double.compare(a.accuracy(), b.accuracy()))
                .toList();
    }
}
