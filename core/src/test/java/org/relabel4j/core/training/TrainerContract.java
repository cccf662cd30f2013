package org.relabel4j.core.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.TestData.Problem;

/** What every trainer of tables must do. Implement this interface in the test of a trainer; the tests come with it. */
public interface TrainerContract {
    /** Overlapping clusters: 150 examples of 3 features and 3 classes. The first 90 are to train on, the rest to test. */
    Problem PROBLEM = TestData.clusters(150, 3, 3, 4);

    /** The trainer under test, with settings that learn {@link #PROBLEM} soon. */
    Trainer trainer();

    @Test
    default void learnsMoreThanTheCommonestClass() {
        int[] test = PROBLEM.rows(90, 150);
        double[] p = probabilities(train(PROBLEM.rows(0, 90), 1), test);

        int right = 0;
        for (int n = 0; n < test.length; n++) {
            int label = PROBLEM.labels()[test[n]];
            boolean best = true;
            for (int k = 0; k < 3; k++) {
                best &= p[n * 3 + label] >= p[n * 3 + k];
            }
            right += best ? 1 : 0;
        }
        // Three balanced classes that overlap a little; guessing is right for a third.
        assertTrue(right > 0.6 * test.length, "right: " + right);
    }

    @Test
    default void sameSeedGivesSameBytes() {
        int[] test = PROBLEM.rows(90, 150);

        assertArrayEquals(
                probabilities(train(PROBLEM.rows(0, 90), 7), test),
                probabilities(train(PROBLEM.rows(0, 90), 7), test),
                0);
    }

    @Test
    default void predictsEachRowByItself() {
        Classifier classifier = train(PROBLEM.rows(0, 90), 7);

        double[] all = probabilities(classifier, new int[] {100, 5, 120});
        double[] one = probabilities(classifier, new int[] {5});

        assertArrayEquals(new double[] {all[3], all[4], all[5]}, one, 0);
        assertEquals(0, classifier.predict(PROBLEM.examples(), new int[0]).numExamples());
    }

    @Test
    default void trainsFoldsAsItTrainsEachAlone() {
        int[] first = PROBLEM.rows(0, 90);
        int[] second = PROBLEM.rows(40, 101);
        int[] test = PROBLEM.rows(90, 150);

        List<Classifier> folds = trainer()
                .trainFolds(
                        PROBLEM.examples(),
                        List.of(first, second),
                        List.of(PROBLEM.labelsOf(first), PROBLEM.labelsOf(second)),
                        3,
                        new long[] {1, 2});

        assertArrayEquals(probabilities(train(first, 1), test), probabilities(folds.get(0), test), 0);
        assertArrayEquals(probabilities(train(second, 2), test), probabilities(folds.get(1), test), 0);
    }

    @Test
    default void trainsOnOneExampleOfOneClassAmongMany() {
        Classifier classifier = trainer().train(PROBLEM.examples(), new int[] {3}, new int[] {2}, 5, 1);

        Probabilities p = classifier.predict(PROBLEM.examples(), new int[] {3});

        assertEquals(5, p.numClasses());
        for (int k = 0; k < 5; k++) {
            assertTrue(p.get(0, 2) >= p.get(0, k));
        }
    }

    @Test
    default void embedsEachRowWhereItHasEmbeddings() {
        Classifier classifier = train(PROBLEM.rows(0, 90), 1);
        int[] rows = {9, 4};

        if (trainer().hasEmbeddings()) {
            Embeddings embeddings = classifier.embed(PROBLEM.examples(), rows);
            assertEquals(2, embeddings.numExamples());
            assertTrue(embeddings.dimension() > 0);
        } else {
            assertThrows(UnsupportedOperationException.class, () -> classifier.embed(PROBLEM.examples(), rows));
        }
    }

    @Test
    default void rejectsWhatItCannotTrainOn() {
        FeatureMatrix x = PROBLEM.examples();

        assertThrows(IllegalArgumentException.class, () -> trainer().train(x, new int[0], new int[0], 3, 1));
        assertThrows(IllegalArgumentException.class, () -> trainer().train(x, new int[] {0, 1}, new int[] {0}, 3, 1));
        assertThrows(
                IllegalArgumentException.class, () -> trainer().train(x, new int[] {0, 1}, new int[] {0, 3}, 3, 1));
        assertThrows(
                IllegalArgumentException.class, () -> trainer().train(x, new int[] {0, 150}, new int[] {0, 1}, 3, 1));
        assertThrows(
                IllegalArgumentException.class, () -> trainer().train(x, new int[] {0, 1}, new int[] {0, 0}, 1, 1));
    }

    @Test
    default void rejectsExamplesOfAnotherLength() {
        Classifier classifier = train(PROBLEM.rows(0, 90), 1);
        FeatureMatrix other = FeatureMatrix.ofRowMajor(1, 4, new float[4]);

        assertThrows(IllegalArgumentException.class, () -> classifier.predict(other, new int[] {0}));
    }

    private Classifier train(int[] rows, long seed) {
        return trainer().train(PROBLEM.examples(), rows, PROBLEM.labelsOf(rows), PROBLEM.numClasses(), seed);
    }

    private static double[] probabilities(Classifier classifier, int[] rows) {
        Probabilities p = classifier.predict(PROBLEM.examples(), rows);
        double[] values = new double[rows.length * PROBLEM.numClasses()];
        p.copyRows(0, rows.length, values, 0);
        return values;
    }
}
