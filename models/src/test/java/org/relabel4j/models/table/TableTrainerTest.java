package org.relabel4j.models.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.core.training.FeatureTable;
import org.relabel4j.core.training.FeatureTable.Column;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.models.registry.Models;

class TableTrainerTest {
    private static final float GAP = Float.NaN;
    private static final List<Column> COLUMNS = List.of(
            new Column("size", true, List.of()),
            new Column("same", true, List.of()),
            new Column("colour", false, List.of("red", "green", "blue")));

    /** By rows: size, same, colour. Rows 0 to 3 are those to train on. */
    private static final float[] VALUES = {
        1, 7, 2, GAP, 7, 0, 3, 7, GAP, 5, 7, 2, 11, 8, 1, GAP, GAP, 3,
    };

    private static FeatureTable table() {
        return FeatureTable.ofRowMajor(6, COLUMNS, VALUES.clone());
    }

    /**
     * Sizes 1, 3, 5 have mean 3 and variance (4 + 0 + 4) / 3 = 8/3, so 1 becomes -2 / sqrt(8/3) = -1.224745 and 11 becomes
     * 8 / sqrt(8/3) = 4.898979; a gap is 0 and has a feature. "same" is always 7: 0 everywhere, without a feature for gaps, as
     * rows 0 to 3 have none. Of the colours red and blue were seen, and a gap; green and the unknown one are zeros.
     */
    @Test
    void encodesAsWorkedByHand() {
        TableEncoding encoding = TableEncoding.of(table(), new int[] {0, 1, 2, 3});

        Examples features = encoding.of(table());

        assertEquals(6, encoding.numFeatures());
        float[][] expected = {
            {-1.224745f, 0, 0, 0, 1, 0},
            {0, 1, 0, 1, 0, 0},
            {0, 0, 0, 0, 0, 1},
            {1.224745f, 0, 0, 0, 1, 0},
            {4.898979f, 0, 0, 0, 0, 0},
            {0, 1, 0, 0, 0, 0},
        };
        for (int i = 0; i < expected.length; i++) {
            assertArrayEquals(expected[i], row(features, i), 1e-6f, "example " + i);
        }
    }

    private static float[] row(Examples examples, int i) {
        float[] row = new float[examples.length()];
        examples.copyTo(i, row, 0);
        return row;
    }

    @Test
    void aValueOfARowThatIsLeftOutChangesNoEncoding() {
        Random random = new Random(3);
        int[] training = {0, 2, 3, 5};
        for (int n = 0; n < 50; n++) {
            float[] values = VALUES.clone();
            for (int left : new int[] {1, 4}) {
                values[left * 3] = random.nextFloat() * 100;
                values[left * 3 + 1] = random.nextBoolean() ? GAP : random.nextFloat();
                values[left * 3 + 2] = random.nextInt(4);
            }

            TableEncoding encoding = TableEncoding.of(FeatureTable.ofRowMajor(6, COLUMNS, values), training);

            assertEquals(TableEncoding.of(table(), training).encodings(), encoding.encodings());
        }
    }

    @Test
    void aChangedValueOfATrainingRowChangesTheEncoding() {
        float[] values = VALUES.clone();
        values[0] = 2;

        TableEncoding encoding = TableEncoding.of(FeatureTable.ofRowMajor(6, COLUMNS, values), new int[] {0, 1, 2, 3});

        assertEquals(10 / 3.0, encoding.encodings().get(0).mean(), 1e-12);
    }

    @Test
    void keepsTheMostFrequentOfManyCategories() {
        int many = TableEncoding.MAX_CATEGORIES + 5;
        Column code = new Column(
                "code", false, IntStream.range(0, many).mapToObj(n -> "c" + n).toList());
        float[] values = new float[many + 1];
        IntStream.range(0, many).forEach(n -> values[n] = n);
        values[many] = many - 1;

        TableEncoding encoding = TableEncoding.of(
                FeatureTable.ofRowMajor(many + 1, List.of(code), values),
                IntStream.rangeClosed(0, many).toArray());

        List<Integer> seen = encoding.encodings().get(0).seen();
        assertEquals(TableEncoding.MAX_CATEGORIES, seen.size());
        assertEquals(many - 1, seen.get(seen.size() - 1), "the one that occurs twice");
        assertEquals(0, seen.get(0));
    }

    @Test
    void trainsWhatTheEncodedFeaturesTrain() {
        int[] rows = {0, 1, 2, 3};
        int[] labels = {0, 1, 1, 0};
        FeatureTable table = table();
        for (String model : List.of("extra-trees", "knn", "mlp")) {
            Trainer plain = Models.trainer(model, model.equals("mlp") ? Map.of("engine", "java") : Map.of());
            Trainer trainer = new TableTrainer(plain);
            float[] features = new float[6 * 6];
            for (int i = 0; i < 6; i++) {
                TableEncoding.of(table, rows).of(table).copyTo(i, features, i * 6);
            }
            Examples matrix = FeatureMatrix.ofRowMajor(6, 6, features);

            try (Classifier expected = plain.train(matrix, rows, labels, 2, 5);
                    Classifier classifier = trainer.train(table, rows, labels, 2, 5)) {
                int[] all = {5, 4, 3, 2, 1, 0};
                same(expected.predict(matrix, all), classifier.predict(table, all));
                for (int d = 0; d < classifier.embed(table, all).dimension(); d++) {
                    assertEquals(
                            expected.embed(matrix, all).get(2, d),
                            classifier.embed(table, all).get(2, d));
                }
                // Some of the rows are a table of their own.
                same(expected.predict(matrix, new int[] {4}), classifier.predict(table.rows(new int[] {4}), new int[] {0
                }));
            }
            assertEquals(model, trainer.name());
        }
    }

    private static void same(Probabilities expected, Probabilities found) {
        for (int i = 0; i < expected.numExamples(); i++) {
            for (int k = 0; k < expected.numClasses(); k++) {
                assertEquals(expected.get(i, k), found.get(i, k));
            }
        }
    }

    @Test
    void everyFoldHasAnEncodingOfItsOwn() {
        Trainer trainer = new TableTrainer(Models.trainer("knn", Map.of()));
        List<int[]> rows = List.of(new int[] {0, 1}, new int[] {2, 3});

        List<Classifier> folds =
                trainer.trainFolds(table(), rows, List.of(new int[] {0, 1}, new int[] {0, 1}), 2, new long[] {1, 2});

        for (int fold = 0; fold < 2; fold++) {
            TableClassifier classifier = (TableClassifier) folds.get(fold);
            assertEquals(
                    TableEncoding.of(table(), rows.get(fold)).encodings(),
                    classifier.encoding().encodings());
        }
    }

    @Test
    void passesOtherExamplesOn() {
        Trainer trainer = new TableTrainer(Models.trainer("knn", Map.of()));
        Examples matrix = FeatureMatrix.ofRowMajor(2, 1, new float[] {1, 2});

        Classifier classifier = trainer.train(matrix, new int[] {0, 1}, new int[] {0, 1}, 2, 1);

        assertEquals(0.5, classifier.predict(matrix, new int[] {0}).get(0, 0));
    }

    @Test
    void refusesAnotherTable() {
        Classifier classifier = new TableTrainer(Models.trainer("knn", Map.of()))
                .train(table(), new int[] {0, 1}, new int[] {0, 1}, 2, 1);
        FeatureTable other = FeatureTable.ofRowMajor(1, COLUMNS.subList(0, 1), new float[] {1});
        Examples nameless = FeatureMatrix.ofRowMajor(1, 3, new float[3]);

        var refused = assertThrows(IllegalArgumentException.class, () -> classifier.predict(other, new int[] {0}));
        assertTrue(refused.getMessage().contains("other columns"), refused::getMessage);
        refused = assertThrows(IllegalArgumentException.class, () -> classifier.predict(nameless, new int[] {0}));
        assertTrue(refused.getMessage().contains("columns with names"), refused::getMessage);
    }

    @Test
    void aTrainerWithoutItRefusesATable() {
        for (String model : List.of("extra-trees", "knn", "mlp")) {
            Trainer plain = Models.trainer(model, Map.of());
            var refused = assertThrows(
                    IllegalArgumentException.class,
                    () -> plain.train(table(), new int[] {0, 1}, new int[] {0, 1}, 2, 1));
            assertTrue(refused.getMessage().contains("TableTrainer"), refused::getMessage);
        }
    }
}
