package org.relabel4j.core.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Probabilities;

/** Generated labels and probabilities, with the degenerate shapes that break implementations. */
public record CrowdData(Annotations annotations, List<Probabilities> predProbs, String shape) {
    /** How the labels are spread. */
    public enum Shape {
        ORDINARY,
        NO_OVERLAP,
        ONE_ANNOTATOR,
        ONE_ANNOTATOR_HAS_ALL,
        ONE_EXAMPLE_HAS_ALL,
        ALL_LABELLED,
        NONE_LABELLED,
        ONE_CLASS_LABELLED,
        FULL_AGREEMENT,
        IDLE_ANNOTATORS,
        LITTLE_OVERLAP
    }

    /** Data of a shape, with all kinds of rows; equal arguments give equal data. */
    public static CrowdData of(Shape shape, int numExamples, int numClasses, int numModels, long seed) {
        return of(shape, numExamples, numClasses, numModels, seed, 0);
    }

    /** The same without zeros and without equal probabilities in a row, so that no class is chosen among equals. */
    public static CrowdData withoutTies(Shape shape, int numExamples, int numClasses, int numModels, long seed) {
        return of(shape, numExamples, numClasses, numModels, seed, 3);
    }

    private static CrowdData of(Shape shape, int numExamples, int numClasses, int numModels, long seed, int firstKind) {
        SplittableRandom rng = new SplittableRandom(seed);
        int numAnnotators = shape == Shape.ONE_ANNOTATOR ? 1 : 2 + rng.nextInt(8);
        AnnotationsBuilder builder = Annotations.builder(numExamples, numAnnotators, numClasses);
        int[] truth = new int[numExamples];
        for (int i = 0; i < numExamples; i++) {
            truth[i] = rng.nextInt(numClasses);
            for (int j = 0; j < numAnnotators; j++) {
                if (gives(shape, i, j, numAnnotators, rng)) {
                    boolean right = shape == Shape.FULL_AGREEMENT || rng.nextInt(10) < 7;
                    int label = right ? truth[i] : rng.nextInt(numClasses);
                    builder.add(i, j, shape == Shape.ONE_CLASS_LABELLED ? 0 : label);
                }
            }
        }
        List<Probabilities> models = new ArrayList<>();
        for (int l = 0; l < numModels; l++) {
            models.add(model(truth, numClasses, firstKind, rng));
        }
        return new CrowdData(builder.build(), models, shape + " seed " + seed);
    }

    private static boolean gives(Shape shape, int i, int j, int numAnnotators, SplittableRandom rng) {
        return switch (shape) {
            case ORDINARY, ONE_CLASS_LABELLED, FULL_AGREEMENT -> i % 3 != 0 && rng.nextInt(3) == 0;
            case NO_OVERLAP -> i % 4 != 0 && j == i % numAnnotators;
            case ONE_ANNOTATOR -> i % 2 == 0;
            case ONE_ANNOTATOR_HAS_ALL -> j == 0 || i == 0;
            case ONE_EXAMPLE_HAS_ALL -> i == 0 || j == i % numAnnotators && i % 3 == 0;
            case ALL_LABELLED -> j == i % numAnnotators || rng.nextInt(3) == 0;
            case NONE_LABELLED -> false;
            case IDLE_ANNOTATORS -> j % 2 == 0 && rng.nextInt(2) == 0;
            case LITTLE_OVERLAP -> j == i % numAnnotators || i == 0 && j < 2;
        };
    }

    /** Sharp, flat, exactly one-hot, partly zero or uniform rows. */
    private static Probabilities model(int[] truth, int numClasses, int firstKind, SplittableRandom rng) {
        double[][] rows = new double[truth.length][numClasses];
        for (int i = 0; i < rows.length; i++) {
            int kind = firstKind + rng.nextInt(8 - firstKind);
            int favourite = rng.nextInt(10) < 7 ? truth[i] : rng.nextInt(numClasses);
            double sum = 0;
            for (int k = 0; k < numClasses; k++) {
                double value = kind == 0 ? 0 : kind == 1 && k % 2 == 1 ? 0 : 0.01 + rng.nextDouble();
                rows[i][k] = kind == 2 ? 1 : k == favourite ? value + 1 + kind : value;
                sum += rows[i][k];
            }
            for (int k = 0; k < numClasses; k++) {
                rows[i][k] /= sum;
            }
        }
        return DenseProbabilities.of(rows);
    }
}
