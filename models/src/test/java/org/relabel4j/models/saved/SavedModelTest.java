package org.relabel4j.models.saved;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.relabel4j.core.multilabel.YesNoTrainer;
import org.relabel4j.core.probability.MeanProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.core.training.FeatureTable;
import org.relabel4j.core.training.FeatureTable.Column;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.core.training.MemberPredictions;
import org.relabel4j.core.training.TestData;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.core.validation.CrossValidation;
import org.relabel4j.models.registry.Models;
import org.relabel4j.models.table.TableTrainer;
import org.relabel4j.models.vision.RandomWeights;
import org.relabel4j.models.vision.ResNets;
import org.relabel4j.models.vision.TinyImages;
import org.relabel4j.models.weights.Safetensors;
import org.relabel4j.models.weights.SafetensorsFile;
import org.relabel4j.models.weights.SealedTensors;
import org.relabel4j.models.weights.TensorMap;
import org.relabel4j.models.weights.WeightsException;

class SavedModelTest {
    private static final List<String> NAMES = List.of("a", "b", "c");
    private static final Map<String, String> QUICK = Map.of("epochs", "3", "lr", "0.01");

    @TempDir
    Path folder;

    /** The first two thirds have labels. */
    private record Problem(Examples examples, int[] labels) {
        static Problem of(Examples examples) {
            int[] labels = IntStream.range(0, examples.size())
                    .map(i -> 3 * i < 2 * examples.size() ? i % 3 : -1)
                    .toArray();
            return new Problem(examples, labels);
        }

        CrossValidation validation(List<Trainer> trainers) {
            return new CrossValidation(
                    new CrossValidation.Scheme(trainers, examples, examples.rows(new int[0]), 2, false, false));
        }
    }

    private static final Problem TABLE =
            Problem.of(TestData.clusters(60, 4, 3, 1).examples());
    private static final Problem IMAGES = Problem.of(TinyImages.coloured(30, 1));

    private static double[] values(Probabilities p, int from) {
        double[] values = new double[(p.numExamples() - from) * p.numClasses()];
        p.copyRows(from, p.numExamples(), values, 0);
        return values;
    }

    private Path written(Problem problem, List<Trainer> trainers) throws IOException {
        Path file = folder.resolve("model.safetensors");
        try (SavedModel model = new SavedModel(
                NAMES,
                Map.of("image-size", "8"),
                problem.examples(),
                problem.validation(trainers).train(problem.labels(), 3, 1))) {
            model.write(file);
        }
        return file;
    }

    /** Unlabelled examples are predicted alike by the cross-validation, by the model, and by what is read back. */
    private void assertSame(Problem problem, List<Trainer> trainers) throws IOException {
        int unlabelled = (int)
                Arrays.stream(problem.labels()).filter(label -> label >= 0).count();
        double[] expected = values(
                MeanProbabilities.of(problem.validation(trainers).fit(problem.labels(), 3, 1).stream()
                        .map(MemberPredictions::pool)
                        .toList()),
                unlabelled);

        Path file = written(problem, trainers);

        try (SavedModel model = SavedModel.open(file)) {
            assertArrayEquals(expected, values(model.predict(problem.examples()), unlabelled), 0);
            assertEquals(NAMES, model.classNames());
            assertEquals(Map.of("image-size", "8"), model.notes());
            assertArrayEquals(problem.examples().shape(), model.like().shape());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mlp", "extra-trees", "knn", "softmax", "co-teaching"})
    void modelsOfTablesPredictAsBefore(String name) throws IOException {
        Map<String, String> options = name.equals("mlp") || name.equals("co-teaching") ? QUICK : Map.of();

        assertSame(TABLE, List.of(Models.trainer(name, options)));
    }

    @Test
    void anEnsemblePredictsAsBefore() throws IOException {
        assertSame(TABLE, Models.trainers("ensemble", Map.of("mlp.epochs", "3")));
    }

    private static CrossValidation ofQuestions(Problem problem) {
        return problem.validation(YesNoTrainer.all(List.of(Models.trainer("softmax", Map.of()))));
    }

    /** A model of two questions, of which the second has seen no yes. */
    private Path writtenSets() throws IOException {
        Path file = folder.resolve("sets.safetensors");
        int[] yes =
                Arrays.stream(TABLE.labels()).map(label -> Math.min(label, 1)).toArray();
        int[] never =
                Arrays.stream(TABLE.labels()).map(label -> Math.min(label, 0)).toArray();
        CrossValidation validation = ofQuestions(TABLE);
        try (SavedModel model = SavedModel.ofSets(
                List.of("cat", "dog"),
                Map.of(),
                TABLE.examples(),
                List.of(validation.train(yes, 2, 1), validation.train(never, 2, 1)))) {
            model.write(file);
        }
        return file;
    }

    @Test
    void setsPredictAsTheirQuestions() throws IOException {
        int[] yes =
                Arrays.stream(TABLE.labels()).map(label -> Math.min(label, 1)).toArray();
        Probabilities cat = ofQuestions(TABLE).fit(yes, 2, 1).get(0).pool();

        try (SavedModel model = SavedModel.open(writtenSets())) {
            Probabilities read = model.predict(TABLE.examples());

            assertEquals(List.of("cat", "dog"), model.classNames());
            assertEquals(2, read.numClasses());
            for (int i = 40; i < 60; i++) {
                assertEquals(cat.get(i, 1), read.get(i, 0));
                // Each of 2 folds has seen 20 times no: (0 + 1) / (20 + 2).
                assertEquals((float) (1.0 / 22), read.get(i, 1));
            }
        }
    }

    @Test
    void aQuestionIsOfAClass() {
        List<List<Classifier>> members =
                TABLE.validation(List.of(Models.trainer("softmax", Map.of()))).train(TABLE.labels(), 3, 1);

        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> SavedModel.ofSets(List.of("cat", "dog"), Map.of(), TABLE.examples(), List.of(members)))
                .getMessage();

        assertEquals("a model has 1 question, expected one a class, which are 2", message);
    }

    @Test
    void tablesWithCategoriesAndGapsPredictAsBefore() throws IOException {
        List<Column> columns = List.of(
                new Column("size", true, List.of()), new Column("colour", false, List.of("red", "green, dark")));
        float[] values = new float[120];
        for (int i = 0; i < 60; i++) {
            values[2 * i] = i % 7 == 0 ? Float.NaN : i % 3 + i / 50f;
            values[2 * i + 1] = i % 11 == 0 ? Float.NaN : i % 2;
        }
        Problem problem = Problem.of(FeatureTable.ofRowMajor(60, columns, values));

        assertSame(problem, List.of(new TableTrainer(Models.trainer("softmax", Map.of()))));
        try (SavedModel model = SavedModel.open(folder.resolve("model.safetensors"))) {
            assertEquals(columns, ((FeatureTable) model.like()).columns());
        }
    }

    @Test
    void modelsOfImagesPredictAsBefore() throws IOException {
        Path weights = folder.resolve("w.safetensors");
        Safetensors.write(weights, RandomWeights.of(ResNets.byName("resnet20"), 3, 2, 1), Map.of());
        Map<String, String> head = Map.of(
                "mode",
                "head",
                "weights",
                weights.toString(),
                "cache",
                folder.resolve("cache").toString(),
                "dropout",
                "0.1");
        Map<String, String> scratch = Map.of("epochs", "1", "batch", "8");
        Map<String, String> pair = Map.of("network", "resnet20", "resnet20.epochs", "1", "resnet20.batch", "8");

        assertSame(IMAGES, List.of(Models.trainer("hog", Map.of())));
        assertSame(IMAGES, List.of(Models.trainer("resnet20", head)));
        assertSame(IMAGES, List.of(Models.trainer("resnet20", scratch)));
        assertSame(IMAGES, List.of(Models.trainer("resnet20", with(scratch, "size", "12"))));
        assertSame(IMAGES, List.of(Models.trainer("resnet", with(head, "size", "12"))));
        assertSame(IMAGES, List.of(Models.trainer("co-teaching", with(pair, "resnet20.size", "12"))));
        assertSame(IMAGES, List.of(Models.trainer("co-teaching", pair)));
    }

    private static Map<String, String> with(Map<String, String> options, String name, String value) {
        Map<String, String> more = new HashMap<>(options);
        more.put(name, value);
        return more;
    }

    @Test
    void aFrozenNetworkIsInTheFileOnce() throws IOException {
        Path weights = folder.resolve("w.safetensors");
        Safetensors.write(weights, RandomWeights.of(ResNets.byName("resnet20"), 3, 2, 1), Map.of());
        Trainer head = Models.trainer(
                "resnet20",
                Map.of(
                        "mode",
                        "head",
                        "weights",
                        weights.toString(),
                        "cache",
                        folder.resolve("cache").toString()));

        Path file = written(IMAGES, List.of(head));

        assertTrue(Files.size(file) < 1.2 * Files.size(weights));
    }

    @Test
    void refusesExamplesOfAnotherKind() throws IOException {
        try (SavedModel model = SavedModel.open(written(TABLE, List.of(Models.trainer("softmax", Map.of()))))) {
            var error = assertThrows(
                    IllegalArgumentException.class, () -> model.predict(FeatureMatrix.ofRowMajor(1, 3, new float[3])));
            assertEquals("the model is for examples of shape [4], but these have [3]", error.getMessage());
        }
    }

    @Test
    void refusesFilesThatAreNoModels() throws IOException {
        Path other = folder.resolve("other.safetensors");
        Safetensors.write(other, new TensorMap("nothing"), Map.of("format", "pt"));
        Path text = Files.writeString(folder.resolve("text"), "a,b\n1,2\n");
        Path model = written(TABLE, List.of(Models.trainer("knn", Map.of())));
        byte[] bytes = Files.readAllBytes(model);
        Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(bytes, bytes.length - 100));
        bytes[bytes.length - 10] ^= 1;
        Path changed = Files.write(folder.resolve("changed"), bytes);

        for (Path file : List.of(other, text, cut, changed)) {
            var error = assertThrows(WeightsException.class, () -> SavedModel.open(file));
            assertTrue(error.getMessage().startsWith(file + ": "), error::getMessage);
            assertEquals(1, error.getMessage().lines().count());
        }
    }

    /** Whoever seals a file anew can put anything into it: each text and each tensor is taken away, or becomes another. */
    @Test
    void survivesFilesOfStrangers() throws IOException {
        List<Column> columns = List.of(new Column("size", true, List.of()), new Column("x", false, List.of("p", "q")));
        float[] values = new float[60];
        for (int n = 0; n < values.length; n++) {
            values[n] = n % 2;
        }
        Problem table = Problem.of(FeatureTable.ofRowMajor(30, columns, values));
        Trainer trees = new TableTrainer(Models.trainer("extra-trees", Map.of("trees", "2")));
        Trainer mlp = new TableTrainer(Models.trainer("mlp", QUICK));
        survive(table, List.of(trees, mlp, new TableTrainer(Models.trainer("knn", Map.of()))));
        survive(IMAGES, List.of(Models.trainer("hog", Map.of())));
        survive(TABLE, writtenSets());
    }

    private void survive(Problem problem, List<Trainer> trainers) throws IOException {
        survive(problem, written(problem, trainers));
    }

    private void survive(Problem problem, Path file) throws IOException {
        SafetensorsFile model = SafetensorsFile.open(file);
        Path hostile = folder.resolve("hostile.safetensors");
        for (String name : model.metadata().keySet()) {
            for (String value : new String[] {null, "", "-1", "1", "7", "2147483647", "NaN", "shared.0", "knn"}) {
                Map<String, String> texts = new HashMap<>(model.metadata());
                texts.remove("crc32c");
                if (value == null) {
                    texts.remove(name);
                } else {
                    texts.put(name, value);
                }
                SealedTensors.write(hostile, copy(model, "", Change.NONE), texts);
                openAndPredict(hostile, problem.examples());
            }
        }
        Map<String, String> texts = new HashMap<>(model.metadata());
        texts.remove("crc32c");
        for (String name : model.names()) {
            for (Change change : Change.values()) {
                SealedTensors.write(hostile, copy(model, name, change), texts);
                openAndPredict(hostile, problem.examples());
            }
        }
    }

    private enum Change {
        NONE,
        GONE,
        SHORTER,
        EMPTY,
        NEGATIVE,
        HUGE,
        NOT_A_NUMBER
    }

    private static TensorMap copy(SafetensorsFile model, String changed, Change change) {
        TensorMap tensors = new TensorMap("hostile");
        for (String name : model.names()) {
            int[] shape = model.shape(name);
            double[] values = model.doubles(name);
            if (name.equals(changed)) {
                switch (change) {
                    case GONE -> {
                        continue;
                    }
                    case SHORTER -> {
                        int rest = shape[0] == 0 ? 0 : values.length / shape[0];
                        shape[0] = Math.max(0, shape[0] - 1);
                        values = Arrays.copyOf(values, shape[0] * rest);
                    }
                    case EMPTY -> {
                        shape[0] = 0;
                        values = new double[0];
                    }
                    case NEGATIVE -> Arrays.setAll(values, n -> -7);
                    case HUGE -> Arrays.setAll(values, n -> 1e300);
                    case NOT_A_NUMBER -> Arrays.setAll(values, n -> Double.NaN);
                    default -> {}
                }
            }
            tensors.put(name, shape, values);
        }
        return tensors;
    }

    /** All is well, or one line says what is not. */
    private static void openAndPredict(Path file, Examples examples) throws IOException {
        try (SavedModel model = SavedModel.open(file)) {
            if (examples instanceof ImageSet || model.like() instanceof FeatureTable) {
                model.predict(examples);
            }
        } catch (WeightsException e) {
            assertTrue(e.getMessage().startsWith(file + ": "), e::getMessage);
            assertEquals(1, e.getMessage().lines().count(), e::getMessage);
        } catch (IllegalArgumentException e) {
            assertEquals(1, e.getMessage().lines().count(), e::getMessage);
        }
    }
}
