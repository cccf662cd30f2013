package org.relabel4j.core.multilabel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.core.training.Trainer;

class YesNoTrainerTest {
    private static final FeatureMatrix EXAMPLES = FeatureMatrix.ofRowMajor(4, 1, new float[4]);

    private final List<String> closed = new ArrayList<>();

    /** Is sure of yes. */
    private final class Sure implements Trainer {
        @Override
        public String name() {
            return "sure";
        }

        @Override
        public Classifier train(Examples examples, int[] rows, int[] labels, int numClasses, long seed) {
            return new Classifier() {
                @Override
                public Probabilities predict(Examples wanted, int[] wantedRows) {
                    double[][] sure = new double[wantedRows.length][];
                    Arrays.setAll(sure, n -> new double[] {0, 1});
                    return DenseProbabilities.of(sure);
                }

                @Override
                public void close() {
                    closed.add("seed " + seed);
                }
            };
        }
    }

    @Test
    void whoHasSeenOneAnswerAloneIsNotSureOfIt() {
        List<Classifier> folds = new YesNoTrainer(new Sure())
                .trainFolds(
                        EXAMPLES,
                        List.of(new int[] {0, 1, 2}, new int[] {0, 1}, new int[] {2}),
                        List.of(new int[] {0, 0, 0}, new int[] {1, 0}, new int[] {1}),
                        2,
                        new long[] {7, 8, 9});

        // Three times no: (0 + 1) / (3 + 2). Both answers: as the trainer says. Once yes: (1 + 1) / (1 + 2).
        assertEquals(0.2, folds.get(0).predict(EXAMPLES, new int[] {3, 1}).get(1, 1));
        assertEquals(0.8, folds.get(0).predict(EXAMPLES, new int[] {3}).get(0, 0));
        assertEquals(1.0, folds.get(1).predict(EXAMPLES, new int[] {3}).get(0, 1));
        assertEquals(2.0 / 3, folds.get(2).predict(EXAMPLES, new int[] {3}).get(0, 1));
    }

    @Test
    void closesWhatItTrained() {
        new YesNoTrainer(new Sure())
                .train(EXAMPLES, new int[] {0}, new int[] {0}, 2, 5)
                .close();

        assertEquals(List.of("seed 5"), closed);
    }

    @Test
    void columnsAreTheProbabilitiesOfYes() {
        Probabilities cat = DenseProbabilities.of(new double[][] {{0.1, 0.9}, {0.6, 0.4}});
        Probabilities dog = DenseProbabilities.of(new double[][] {{0.2, 0.8}, {1, 0}});
        double[] rows = new double[5];

        new YesColumns(List.of(cat, dog)).copyRows(0, 2, rows, 1);

        assertArrayEquals(new double[] {0, 0.9, 0.8, 0.4, 0}, rows);
        assertEquals(0.8, new YesColumns(List.of(cat, dog)).get(0, 1));
    }
}
