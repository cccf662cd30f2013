package org.relabel4j.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.relabel4j.onnx.OnnxModelBuilder.ANY;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.core.metric.Accuracy;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.jobs.Progress;
import org.relabel4j.jobs.network.PreprocessingProbe;
import org.relabel4j.models.onnx.OnnxFiles;
import org.relabel4j.models.registry.Extractors;
import org.relabel4j.models.registry.Models;
import org.relabel4j.models.saved.SavedModel;
import org.relabel4j.models.weights.WeightsException;

/** Heads on a network that gives the means of an image's channels. */
class OnnxHeadsTest {
    private static final int SIZE = 90;
    private static final int[] ROWS = IntStream.range(0, SIZE).toArray();
    private static final int[] LABELS = IntStream.of(ROWS).map(i -> i % 3).toArray();

    /** Images whose class shows: 0, 1, 2, 0, ... is brighter in red, green or blue; the rest is noise. */
    private static final ImageSet IMAGES = images();

    @TempDir
    Path folder;

    private Path network;

    private static ImageSet images() {
        SplittableRandom rng = new SplittableRandom(1);
        byte[][] images = new byte[SIZE][8 * 8 * 3];
        for (int i = 0; i < SIZE; i++) {
            for (int n = 0; n < images[i].length; n++) {
                images[i][n] = (byte) (rng.nextInt(128) + (n % 3 == LABELS[i] ? 30 : 0));
            }
        }
        return new ImageSet(8, 8, 3, images);
    }

    @BeforeEach
    void writeNetwork() throws IOException {
        network = OnnxModelBuilder.means(ANY, ANY, ANY).write(folder.resolve("means.onnx"));
    }

    private Map<String, String> options(String... more) {
        Map<String, String> options = new HashMap<>(Map.of(
                "weights",
                network.toString(),
                "preset",
                "imagenet",
                "size",
                "8",
                "cache",
                folder.resolve("cache").toString()));
        for (int n = 0; n < more.length; n += 2) {
            options.put(more[n], more[n + 1]);
        }
        return options;
    }

    private static Classifier trained(Trainer trainer) {
        return trainer.train(IMAGES, ROWS, LABELS, 3, 1);
    }

    @Test
    void learnOnTheFeatures() {
        for (String head : new String[] {"softmax", "mlp"}) {
            try (Classifier classifier = trained(Models.trainer("onnx", options("head", head)))) {
                assertEquals(1, Accuracy.of(classifier.predict(IMAGES, ROWS), LABELS), head);
                assertEquals(3, classifier.embed(IMAGES, ROWS).dimension());
            }
        }
        assertTrue(Files.isDirectory(folder.resolve("cache")));
    }

    @Test
    void haveDropoutAndCoTeaching() {
        try (Classifier classifier = trained(Models.trainer("onnx", options("dropout", "0.5")))) {
            List<Probabilities> passes = classifier.predictWithDropout(IMAGES, ROWS, 2, 1);
            assertNotEquals(passes.get(0).get(0, 0), passes.get(1).get(0, 0));
        }
        Map<String, String> both = new HashMap<>(Map.of("network", "onnx"));
        options().forEach((name, value) -> both.put("onnx." + name, value));
        try (Classifier classifier = trained(Models.trainer("co-teaching", both))) {
            assertTrue(Accuracy.of(classifier.predict(IMAGES, ROWS), LABELS) > 0.9);
        }
        both.put("onnx.l2", "3");
        String refused = assertThrows(IllegalArgumentException.class, () -> Models.trainer("co-teaching", both))
                .getMessage();
        assertTrue(refused.contains("has no effect with co-teaching"), refused);
    }

    @Test
    void areSavedWithTheNameOfTheNetwork() throws IOException {
        Path file = Files.createDirectory(folder.resolve("exported")).resolve("m.safetensors");
        Probabilities expected;
        try (SavedModel model = new SavedModel(
                List.of("red", "green", "blue"),
                Map.of(),
                IMAGES,
                List.of(List.of(trained(Models.trainer("onnx", options())))))) {
            model.write(file);
            expected = model.predict(IMAGES);
        }
        assertPredicts(expected, file);

        Files.move(network, file.resolveSibling("means.onnx"));
        assertPredicts(expected, file);

        OnnxModelBuilder.identity(ANY, 3, 8, 8).write(network);
        refusesToOpen(file, "was trained on another ONNX file than " + network);
        Files.delete(network);
        Files.delete(file.resolveSibling("means.onnx"));
        refusesToOpen(file, "needs the ONNX file that it was trained on, " + network);
    }

    private static void assertPredicts(Probabilities expected, Path file) throws IOException {
        try (SavedModel model = SavedModel.open(file)) {
            Probabilities found = model.predict(IMAGES);
            for (int i = 0; i < SIZE; i++) {
                for (int k = 0; k < 3; k++) {
                    assertEquals(expected.get(i, k), found.get(i, k));
                }
            }
        }
    }

    private static void refusesToOpen(Path file, String part) {
        String message = assertThrows(WeightsException.class, () -> SavedModel.open(file))
                .getMessage();
        assertTrue(message.contains(part), message);
        assertEquals(1, message.lines().count(), message);
    }

    @Test
    void featuresAreHadByTheModelsName() {
        float[] features = Extractors.of("onnx", network, Map.of("preset", "tf", "size", "8"))
                .extract(IMAGES);

        // tf: byte / 127.5 - 1; red of the first image, whose values are 30 to 157.
        byte[] first = new byte[IMAGES.length()];
        IMAGES.copyTo(0, first, 0);
        double sum = 0;
        for (int n = 0; n < first.length; n += 3) {
            sum += (first[n] & 0xFF) / 127.5 - 1;
        }
        assertEquals(sum / 64, features[0], 1e-6);
        assertEquals(3 * SIZE, features.length);
    }

    @Test
    void aProbeTriesWhatSuitsTheNetwork() throws IOException {
        Files.delete(network);
        new OnnxModelBuilder()
                .input("image", OnnxModelBuilder.FLOAT, ANY, 1, 8, 8)
                .output("features", OnnxModelBuilder.FLOAT, ANY, 1, 8, 8)
                .node("Identity", "image", "features")
                .write(network);
        assertEquals(List.of("tf", "efficientnet-lite"), OnnxFiles.presets(network));

        OnnxModelBuilder.identity(ANY, 3).write(network);
        String refused = assertThrows(
                        IllegalArgumentException.class,
                        () -> PreprocessingProbe.run(network, Map.of(), IMAGES, LABELS, 3, 1, Progress.NONE))
                .getMessage();
        assertEquals(
                network + ": takes vectors, which nobody prepares; --probe is for networks that take images", refused);
    }

    @Test
    void aProbeFindsOutHowImagesAreToBePrepared() throws IOException {
        // Of no use: the corners alone, in one colour.
        Files.writeString(folder.resolve("means.json"), "{\"size\": 8, \"scale\": 1e-6, \"sd\": 1000000}");

        List<PreprocessingProbe.Row> rows =
                PreprocessingProbe.run(network, Map.of("size", "8"), IMAGES, LABELS, 3, 1, Progress.NONE);

        assertEquals(
                List.of("clip", "dinov2", "efficientnet-lite", "imagenet", "means.json", "tf"),
                rows.stream().flatMap(row -> row.names().stream()).sorted().toList());
        // Without tokens dinov2 is imagenet; of the others each has numbers of its own.
        assertTrue(rows.stream().anyMatch(row -> row.names().equals(List.of("imagenet", "dinov2"))));
        assertTrue(rows.get(0).asGood());
        assertEquals(5, rows.size());
        double[] losses =
                rows.stream().mapToDouble(PreprocessingProbe.Row::logLoss).toArray();
        assertArrayEquals(java.util.Arrays.stream(losses).sorted().toArray(), losses);
    }
}
