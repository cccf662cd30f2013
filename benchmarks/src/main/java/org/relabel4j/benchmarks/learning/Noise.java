package org.relabel4j.benchmarks.learning;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.relabel4j.benchmarks.experiment.NeighbourReference;
import org.relabel4j.benchmarks.experiment.NoiseConfig;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.simulation.AnnotatorModel;
import org.relabel4j.core.simulation.InstanceNoise;
import org.relabel4j.core.simulation.NoiseMatrix;
import org.relabel4j.core.simulation.WorstAnnotators;
import org.relabel4j.core.text.Choices;
import org.relabel4j.core.text.Counted;
import org.relabel4j.datasets.Dataset;
import org.relabel4j.datasets.HumanLabels;

/** Makes the annotators of a trial, as noisy as configured. Complaints name the keys. */
final class Noise {
    private static final double ACCURACY_TOLERANCE = 0.005;
    private static final int MAX_MATRICES = 10_000;
    /** Neighbours that say how hard an example is: as many as the noise samplers of DARL ask. */
    private static final int NEIGHBOURS = 10;

    private final NoiseConfig config;
    private final Dataset data;
    private final long dataSeed;
    private final double[] priors;

    Noise(NoiseConfig config, Dataset data, long dataSeed) {
        this.config = config;
        this.data = data;
        this.dataSeed = dataSeed;
        this.priors = new double[data.classNames().size()];
        for (int label : data.poolLabels()) {
            priors[label] += 1.0 / data.pool().size();
        }
    }

    /**
     * The annotators.
     *
     * @throws IllegalArgumentException if there is no such noise for the classes of the data
     */
    List<AnnotatorModel> annotators(int number) {
        return switch (config.kind()) {
            case TRACE -> alike(confusing(ofTrace()), number);
            case MATRIX -> alike(confusing(givenMatrix()), number);
            case SYMMETRIC -> {
                checkRate((priors.length - 1.0) / priors.length);
                yield alike(confusing(NoiseMatrix.uniform(priors.length, rate())), number);
            }
            case PAIRWISE -> {
                checkRate(0.5);
                yield alike(confusing(NoiseMatrix.pairwise(priors.length, rate())), number);
            }
            case ASYMMETRIC -> {
                checkRate(0.5);
                yield alike(confusing(NoiseMatrix.asymmetric(mistakenFor(), rate())), number);
            }
            case INSTANCE_DEPENDENT -> {
                checkRate(0.5);
                yield alike(AnnotatorModel.drawingFrom(labelDistribution()), number);
            }
            case HETEROGENEOUS -> heterogeneous(number);
            case HUMAN, HUMAN_WORST_FIRST, HUMAN_GIVEN_FIRST ->
                alike(AnnotatorModel.drawingFrom(human().distribution()), number);
        };
    }

    private HumanLabels human() {
        return data.humanLabels()
                .orElseThrow(() -> new IllegalArgumentException("noise.kind is "
                        + Choices.written(config.kind()) + ", but data set "
                        + data.name() + " has no labels of people; use one that has, such as cifar-10h"));
    }

    /**
     * The labels of the worst annotators.
     *
     * @param examples examples to label
     * @param worst annotators whose labels all count
     * @throws IllegalArgumentException if it is not known who gave which label
     */
    Annotations ofTheWorst(int[] examples, int worst) {
        Annotations real = human().annotations()
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "noise.kind is human-worst-first, but of data set " + data.name()
                                        + " it is not known who gave which label; get the raw labels, or use noise.kind=human"));
        WorstAnnotators published = WorstAnnotators.published();
        return new WorstAnnotators(worst, published.maxLabels(), published.dropRate())
                .choose(real, data.poolLabels(), examples, Seeds.generator(dataSeed, "initial labels"));
    }

    /**
     * The labels that examples came with, as those of one annotator.
     *
     * @param examples examples to label
     * @throws IllegalArgumentException if they came without
     */
    Annotations given(int[] examples) {
        int[] labels = human().given()
                .orElseThrow(() -> new IllegalArgumentException("noise.kind is human-given-first, but data set "
                        + data.name() + " came without labels; use noise.kind=human, or a data set such as noisy-cxr"));
        AnnotationsBuilder builder = Annotations.builder(labels.length, 1, priors.length);
        for (int i : examples) {
            builder.add(i, 0, labels[i]);
        }
        return builder.build();
    }

    private static List<AnnotatorModel> alike(AnnotatorModel model, int number) {
        return Collections.nCopies(number, model);
    }

    private AnnotatorModel confusing(NoiseMatrix matrix) {
        return AnnotatorModel.confusing(matrix, data.poolLabels());
    }

    private double rate() {
        return config.rate().orElseThrow();
    }

    /** From there on a wrong label is as frequent as the right one, so that nothing can be learnt. */
    private void checkRate(double limit) {
        if (rate() >= limit) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "noise.rate is %s, expected less than %.4g: with that much %s noise of %d classes nothing can be learnt",
                    rate(),
                    limit,
                    Choices.written(config.kind()),
                    priors.length));
        }
    }

    /** A random matrix of the wanted trace and, if one is wanted, the wanted accuracy. */
    private NoiseMatrix ofTrace() {
        double trace = config.trace().orElseThrow();
        RandomGenerator rng = Seeds.generator(dataSeed, "noise");
        double lowest = 1;
        double highest = 0;
        for (int attempt = 0; attempt < MAX_MATRICES; attempt++) {
            NoiseMatrix matrix = matrix(trace, rng);
            double accuracy = 1 - matrix.noiseRate(priors);
            lowest = Math.min(lowest, accuracy);
            highest = Math.max(highest, accuracy);
            if (config.accuracy().isEmpty()
                    || Math.abs(accuracy - config.accuracy().get()) <= ACCURACY_TOLERANCE) {
                return matrix;
            }
        }
        throw new IllegalArgumentException(String.format(
                Locale.ROOT,
                "noise.accuracy is %s, but %d noise matrices with noise.trace %s have %.3f to %.3f; choose another"
                        + " noise.accuracy, or any",
                config.accuracy().get(),
                MAX_MATRICES,
                trace,
                lowest,
                highest));
    }

    private NoiseMatrix matrix(double meanDiagonal, RandomGenerator rng) {
        try {
            return NoiseMatrix.withTrace(meanDiagonal * priors.length, priors, rng);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "noise.trace is " + meanDiagonal + " for " + priors.length + " classes: " + e.getMessage(), e);
        }
    }

    private NoiseMatrix givenMatrix() {
        int numClasses = priors.length;
        List<Double> values = config.matrix();
        if (values.size() != numClasses * numClasses) {
            throw new IllegalArgumentException("noise.matrix has " + Counted.of(values.size(), "value") + ", expected "
                    + numClasses * numClasses + ": " + numClasses + " for each of "
                    + String.join(", ", data.classNames()));
        }
        double[][] rows = new double[numClasses][numClasses];
        for (int n = 0; n < values.size(); n++) {
            rows[n / numClasses][n % numClasses] = values.get(n);
        }
        try {
            return NoiseMatrix.of(rows);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("noise.matrix: " + e.getMessage(), e);
        }
    }

    private int[] mistakenFor() {
        List<String> names = config.mistakenFor();
        if (names.size() != priors.length) {
            throw new IllegalArgumentException(
                    "noise.mistaken-for names " + Counted.of(names.size(), "class", "classes") + ", but the data have "
                            + priors.length + "; name one for each of " + String.join(", ", data.classNames()));
        }
        int[] classes = new int[names.size()];
        for (int k = 0; k < classes.length; k++) {
            classes[k] = data.classNames().indexOf(names.get(k));
            if (classes[k] < 0) {
                throw new IllegalArgumentException("noise.mistaken-for names \"" + names.get(k) + "\", expected one of "
                        + String.join(", ", data.classNames()));
            }
        }
        return classes;
    }

    private Probabilities labelDistribution() {
        return InstanceNoise.labelDistribution(data.poolLabels(), NeighbourReference.of(data, NEIGHBOURS), rate());
    }

    private List<AnnotatorModel> heterogeneous(int number) {
        List<AnnotatorModel> models = new ArrayList<>();
        try {
            config.crowd().orElseThrow().draw(number, priors, Seeds.derive(dataSeed, "noise")).stream()
                    .map(this::confusing)
                    .forEach(models::add);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "noise.accuracies and noise.outlier-accuracies do not fit " + priors.length + " classes: "
                            + e.getMessage(),
                    e);
        }
        return models;
    }
}
