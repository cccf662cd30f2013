package org.relabel4j.labeling.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.core.training.FeatureTable;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.jobs.Progress;
import org.relabel4j.labeling.data.DataKind;
import org.relabel4j.models.forest.ExtraTreesTrainer;
import org.relabel4j.models.linear.SoftmaxTrainer;
import org.relabel4j.models.table.TableTrainer;
import org.relabel4j.models.vision.RandomWeights;
import org.relabel4j.models.vision.ResNets;
import org.relabel4j.models.vision.head.HeadTrainer;
import org.relabel4j.models.weights.Safetensors;

class ModelChooserTest {
    private static final Map<String, String> QUICK = Map.of("mlp.epochs", "5", "extra-trees.trees", "20");

    /** Examples and labels. */
    private record Problem(FeatureMatrix examples, int[] labels) {
        ModelChooser.Request request(String name, Map<String, String> options, int pool, int seconds) {
            return new ModelChooser.Request(
                    DataKind.EMBEDDINGS, name, options, examples, labels, 2, 5, pool, seconds, 1);
        }
    }

    /** Two classes on either side of a plane in 10 dimensions. */
    private static Problem linear(int size) {
        return problem(size, x -> {
            double sum = 0;
            for (float value : x) {
                sum += value;
            }
            return sum > 0;
        });
    }

    /** Two classes that no plane parts: the signs of the first two features agree or not. */
    private static Problem checkers(int size) {
        return problem(size, x -> x[0] > 0 == x[1] > 0);
    }

    private interface Concept {
        boolean holds(float[] x);
    }

    private static Problem problem(int size, Concept concept) {
        RandomGenerator rng = Seeds.generator(3, "problem");
        float[] values = new float[size * 10];
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            float[] x = new float[10];
            for (int d = 0; d < x.length; d++) {
                x[d] = (float) rng.nextGaussian();
            }
            System.arraycopy(x, 0, values, i * 10, 10);
            labels[i] = concept.holds(x) ? 1 : 0;
        }
        return new Problem(FeatureMatrix.ofRowMajor(size, 10, values), labels);
    }

    private static ModelChoice choose(ModelChooser.Request request) {
        return ModelChooser.choose(request, Progress.NONE);
    }

    @Test
    void choosesAPlaneWhereThereIsOneAndTreesWhereThereIsNone() {
        ModelChoice plane = choose(linear(200).request("auto", QUICK, 1000, 60));
        ModelChoice trees = choose(checkers(200).request("auto", QUICK, 1000, 60));

        assertEquals("softmax", plane.name());
        assertTrue(
                plane.reason().matches("softmax: log loss 0\\.\\d{3} by cross-validation, beside .*"), plane::reason);
        assertEquals("extra-trees", trees.name());
        assertEquals(
                List.of("extra-trees"),
                trees.trainers().stream().map(Trainer::name).toList());
        for (String other : List.of("softmax", "mlp", "knn")) {
            assertTrue(trees.reason().contains(" of " + other), trees::reason);
        }
        assertTrue(trees.reason().endsWith("; guessing has 0.693"), trees::reason);
    }

    @Test
    void theSameLabelsAndSeedGiveTheSameChoice() {
        ModelChooser.Request request = checkers(100).request("auto", QUICK, 1000, 60);

        assertEquals(choose(request), choose(request));
    }

    @Test
    void leavesOutWhatWouldTakeTooLongWithThePool() {
        ModelChoice chosen = choose(linear(200).request("auto", QUICK, 1_000_000_000, 3_000));

        assertTrue(
                chosen.reason().contains("(left out: extra-trees, a round of which would take about "), chosen::reason);
        assertTrue(chosen.reason().contains("; knn, a round of which would take about 8000 s)"), chosen::reason);
    }

    @Test
    void comparesOnFewerLabelsIfAllWouldTakeTooLong() {
        ModelChoice chosen = choose(linear(3400).request("auto", QUICK, 3400, 5));

        assertTrue(chosen.reason().contains(" of 1700 of the 3400 labelled examples, "), chosen::reason);
    }

    @Test
    void tooFewLabelsGetTheUsualModel() {
        Problem all = linear(40);
        int[] one = {0};
        int[] oneClass = Arrays.stream(all.labels()).filter(label -> label == 1).toArray();

        ModelChoice single = choose(
                new Problem(FeatureMatrix.ofRowMajor(1, 10, new float[10]), one).request("auto", Map.of(), 40, 60));
        ModelChoice same = choose(
                new Problem(FeatureMatrix.ofRowMajor(oneClass.length, 10, new float[oneClass.length * 10]), oneClass)
                        .request("auto", Map.of(), 40, 60));

        assertEquals(
                "softmax: the usual model, for 1 label of 1 of 2 classes are too few to compare models",
                single.reason());
        assertTrue(
                same.reason().endsWith(oneClass.length + " labels of 1 of 2 classes are too few to compare models"),
                same::reason);
        assertEquals(List.of(new SoftmaxTrainer(Optional.empty())), same.trainers());
    }

    @Test
    void takesOptionsOfCandidates() {
        ModelChoice chosen = choose(linear(60).request("auto", Map.of("softmax.l2", "3", "mlp.epochs", "2"), 60, 60));

        assertEquals(List.of(new SoftmaxTrainer(3)), chosen.trainers());
        assertTrue(chosen.reason().startsWith("softmax l2=3: "), chosen::reason);
    }

    @Test
    void refusesOptionsThatWouldHaveNoEffect() {
        var error = assertThrows(
                IllegalArgumentException.class,
                () -> choose(linear(60).request("auto", Map.of("resnet18.weights", "w"), 60, 60)));

        assertEquals(
                "option \"resnet18.weights\" has no effect with model=auto, which here chooses among softmax,"
                        + " extra-trees, mlp, knn; name the model, or leave out the option",
                error.getMessage());
    }

    @Test
    void namedModelsAreTakenAsTheyAre() {
        ModelChoice one = choose(linear(20).request("extra-trees", Map.of("extra-trees.trees", "7"), 60, 60));
        ModelChoice several = choose(linear(20).request("ensemble", Map.of("ensemble.mlp.epochs", "7"), 60, 60));

        assertEquals(7, ((ExtraTreesTrainer) one.trainers().get(0)).config().trees());
        assertEquals("", one.reason());
        assertEquals(
                List.of("mlp", "extra-trees", "knn"),
                several.trainers().stream().map(Trainer::name).toList());
        var error = assertThrows(
                IllegalArgumentException.class, () -> choose(linear(20).request("extratrees", Map.of(), 60, 60)));
        assertTrue(error.getMessage().startsWith("unknown model \"extratrees\"; did you mean"), error::getMessage);
    }

    @Test
    void tellsIfNoneIsBetterThanGuessing() {
        Problem problem = linear(40);
        int[] labels = Seeds.generator(5, "labels").ints(40, 0, 2).toArray();

        ModelChoice chosen = choose(new Problem(problem.examples(), labels).request("auto", QUICK, 40, 60));

        assertTrue(
                chosen.warning()
                        .matches("by log loss no model that was compared is better than guessing: the best, \\S+, has"
                                + " \\d\\.\\d{3} by cross-validation, guessing 0\\.\\d{3}; .*"),
                chosen::toString);
    }

    @Test
    void columnsOfTablesBecomeFeatures() {
        List<FeatureTable.Column> columns = List.of(
                new FeatureTable.Column("size", true, List.of()),
                new FeatureTable.Column("colour", false, List.of("red", "green")));
        float[] values = new float[60];
        int[] labels = new int[30];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % 2;
            values[2 * i] = i % 3 == 0 ? Float.NaN : i;
            values[2 * i + 1] = i % 2;
        }
        FeatureTable table = FeatureTable.ofRowMajor(30, columns, values);

        for (String name : List.of("auto", "knn")) {
            ModelChoice chosen =
                    choose(new ModelChooser.Request(DataKind.TABLE, name, Map.of(), table, labels, 2, 5, 30, 60, 1));

            assertInstanceOf(TableTrainer.class, chosen.trainers().get(0));
            int[] rows = {0, 1};
            Probabilities p = chosen.trainers()
                    .get(0)
                    .train(table, rows, new int[] {0, 1}, 2, 1)
                    .predict(table, rows);
            assertEquals(2, p.numExamples());
        }
    }

    @Test
    void imagesWithoutANetworkAreDescribedByTheirGradients() {
        ModelChoice few = choose(images("auto", Map.of(), 2));
        ModelChoice chosen = choose(images("auto", Map.of(), 30));

        assertEquals(
                "hog: the usual model, for 2 labels of 2 of 2 classes are too few to compare models", few.reason());
        assertEquals("hog", chosen.name());
        assertTrue(chosen.reason().matches("hog: log loss .*"), chosen::reason);
    }

    @Test
    void headsOnNetworksAreComparedWithWhatNeedsNone(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("w.safetensors");
        Safetensors.write(file, RandomWeights.of(ResNets.byName("resnet20"), 3, 2, 1), Map.of());
        Map<String, String> options = Map.of(
                "resnet20.weights",
                file.toString(),
                "resnet20.cache",
                folder.resolve("cache").toString());

        ModelChoice few = choose(images("auto", options, 2));
        ModelChoice chosen = choose(images("auto", options, 30));

        assertEquals("resnet20", few.name());
        assertInstanceOf(HeadTrainer.class, few.trainers().get(0));
        // Colours tell bright from dark, and so do 30 features of random weights, nearly.
        assertTrue(
                chosen.reason().matches("resnet20: log loss .*, beside .* of hog, too close to tell; .*"),
                chosen::reason);
        assertEquals("", chosen.warning());
        Map<String, String> whole = new HashMap<>(options);
        whole.put("resnet20.mode", "finetune");
        var error = assertThrows(IllegalArgumentException.class, () -> choose(images("auto", whole, 30)));
        assertEquals(
                "option \"resnet20.mode\" is \"finetune\", but model=auto compares heads on networks that stay as they"
                        + " are; leave it out, or set model=resnet20",
                error.getMessage());
    }

    /** Differences of 0.1, 0.3, 0.2 and 0.2 have mean 0.2 and standard error 0.041; of -0.4, 0.6, 0.2 and 0.0, 0.1 and 0.208. */
    @Test
    void oneIsBetterByMoreThanAStandardError() {
        double[] losses = {1, 1, 1, 1};

        assertTrue(Comparison.isBetter(losses, new double[] {1.1, 1.3, 1.2, 1.2}));
        assertFalse(Comparison.isBetter(losses, new double[] {0.6, 1.6, 1.2, 1.0}));
        assertFalse(Comparison.isBetter(losses, losses));
    }

    /** Dark and bright images of noise. */
    private static ModelChooser.Request images(String name, Map<String, String> options, int size) {
        RandomGenerator rng = Seeds.generator(3, "images");
        byte[][] images = new byte[size][8 * 8 * 3];
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            labels[i] = i % 2;
            for (int n = 0; n < images[i].length; n++) {
                images[i][n] = (byte) rng.nextInt(100 * (1 + labels[i]));
            }
        }
        return new ModelChooser.Request(
                DataKind.IMAGES, name, options, new ImageSet(8, 8, 3, images), labels, 2, 5, size, 60, 1);
    }
}
