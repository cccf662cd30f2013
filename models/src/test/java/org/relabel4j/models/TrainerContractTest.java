package org.relabel4j.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.models.TestData.Problem;
import org.relabel4j.models.registry.Models;

/** What every single model promises. */
class TrainerContractTest {
    private static final Problem PROBLEM = TestData.clusters(150, 3, 3, 4);
    private static final int[] TRAIN = PROBLEM.rows(0, 90);
    private static final int[] TEST = PROBLEM.rows(90, 150);

    private static Trainer trainer(String name) {
        return Models.trainer(
                name,
                name.equals("mlp") || name.equals("co-teaching") ? Map.of("epochs", "40", "lr", "0.01") : Map.of());
    }

    private static double[] probabilities(Classifier classifier, int[] rows) {
        Probabilities p = classifier.predict(PROBLEM.examples(), rows);
        double[] values = new double[rows.length * PROBLEM.numClasses()];
        p.copyRows(0, rows.length, values, 0);
        return values;
    }

    private static Classifier train(Trainer trainer, int[] rows, long seed) {
        return trainer.train(PROBLEM.examples(), rows, PROBLEM.labelsOf(rows), PROBLEM.numClasses(), seed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mlp", "extra-trees", "knn", "softmax", "co-teaching"})
    void isNamedAsInTheRegistryAndHasEmbeddings(String name) {
        assertEquals(name, trainer(name).name());
        assertTrue(trainer(name).hasEmbeddings());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mlp", "extra-trees", "knn", "softmax", "co-teaching"})
    void learnsMoreThanTheCommonestClass(String name) {
        Classifier classifier = train(trainer(name), TRAIN, 1);

        double[] p = probabilities(classifier, TEST);

        int right = 0;
        for (int n = 0; n < TEST.length; n++) {
            int label = PROBLEM.labels()[TEST[n]];
            boolean best = true;
            for (int k = 0; k < 3; k++) {
                best &= p[n * 3 + label] >= p[n * 3 + k];
            }
            right += best ? 1 : 0;
        }
        // Three balanced classes that overlap a little; guessing is right for a third.
        assertTrue(right > 0.6 * TEST.length, "right: " + right);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mlp", "extra-trees", "knn", "softmax", "co-teaching"})
    void sameSeedGivesSameBytes(String name) {
        double[] first = probabilities(train(trainer(name), TRAIN, 7), TEST);
        double[] again = probabilities(train(trainer(name), TRAIN, 7), TEST);

        assertArrayEquals(first, again, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mlp", "extra-trees", "knn", "softmax", "co-teaching"})
    void predictsEachRowByItself(String name) {
        Classifier classifier = train(trainer(name), TRAIN, 7);

        double[] all = probabilities(classifier, new int[] {100, 5, 120});
        double[] one = probabilities(classifier, new int[] {5});

        assertArrayEquals(new double[] {all[3], all[4], all[5]}, one, 0);
        assertEquals(0, classifier.predict(PROBLEM.examples(), new int[0]).numExamples());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mlp", "extra-trees", "knn", "softmax", "co-teaching"})
    void trainsFoldsAsItTrainsEachAlone(String name) {
        Trainer trainer = trainer(name);
        int[] other = PROBLEM.rows(40, 101);

        List<Classifier> folds = trainer.trainFolds(
                PROBLEM.examples(),
                List.of(TRAIN, other),
                List.of(PROBLEM.labelsOf(TRAIN), PROBLEM.labelsOf(other)),
                3,
                new long[] {1, 2});

        assertArrayEquals(probabilities(train(trainer, TRAIN, 1), TEST), probabilities(folds.get(0), TEST), 0);
        assertArrayEquals(probabilities(train(trainer, other, 2), TEST), probabilities(folds.get(1), TEST), 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mlp", "extra-trees", "knn", "softmax", "co-teaching"})
    void trainsOnOneExampleOfOneClassAmongMany(String name) {
        Classifier classifier = trainer(name).train(PROBLEM.examples(), new int[] {3}, new int[] {2}, 5, 1);

        Probabilities p = classifier.predict(PROBLEM.examples(), new int[] {3});

        assertEquals(5, p.numClasses());
        for (int k = 0; k < 5; k++) {
            assertTrue(p.get(0, 2) >= p.get(0, k));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mlp", "extra-trees", "knn", "softmax", "co-teaching"})
    void embedsEachRow(String name) {
        Embeddings embeddings = train(trainer(name), TRAIN, 1).embed(PROBLEM.examples(), new int[] {9, 4});

        assertEquals(2, embeddings.numExamples());
        assertEquals(name.equals("mlp") ? 100 : name.equals("co-teaching") ? 200 : 3, embeddings.dimension());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mlp", "extra-trees", "knn", "softmax", "co-teaching"})
    void rejectsWhatItCannotTrainOn(String name) {
        Trainer trainer = trainer(name);
        FeatureMatrix x = PROBLEM.examples();

        assertRejected("no example", () -> trainer.train(x, new int[0], new int[0], 3, 1));
        assertRejected("2 examples but 1 label", () -> trainer.train(x, new int[] {0, 1}, new int[] {0}, 3, 1));
        assertRejected("label 3 for example 1", () -> trainer.train(x, new int[] {0, 1}, new int[] {0, 3}, 3, 1));
        assertRejected("example 150 of 150", () -> trainer.train(x, new int[] {0, 150}, new int[] {0, 1}, 3, 1));
        assertRejected("1 class,", () -> trainer.train(x, new int[] {0, 1}, new int[] {0, 0}, 1, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mlp", "extra-trees", "knn", "softmax", "co-teaching"})
    void rejectsExamplesOfAnotherLength(String name) {
        Classifier classifier = train(trainer(name), TRAIN, 1);
        FeatureMatrix other = FeatureMatrix.ofRowMajor(1, 4, new float[4]);

        assertRejected("3 values, but these have 4", () -> classifier.predict(other, new int[] {0}));
    }

    private static void assertRejected(String part, org.junit.jupiter.api.function.Executable call) {
        var error = assertThrows(IllegalArgumentException.class, call);
        assertTrue(error.getMessage().contains(part), error::getMessage);
    }
}
