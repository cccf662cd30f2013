package org.relabel4j.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.relabel4j.core.image.Resizer;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.datasets.Dataset;
import org.relabel4j.datasets.Datasets;
import org.relabel4j.models.onnx.OnnxFeatures;

/** Features of EfficientNet-Lite on real images beside those that Python's ONNX Runtime gave. */
@Tag("slow")
class ExpectedFeaturesTest {
    private static final int IMAGES = 16;

    @TempDir
    private Path folder;

    private ImageSet images(String data) throws Exception {
        Process unpacking = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "MakeCifar10.java",
                        folder.toString())
                .directory(Path.of(data, "cifar10").toFile())
                .inheritIO()
                .start();
        assertEquals(0, unpacking.waitFor());
        Dataset cifar = Datasets.load(
                "cifar-10",
                Map.of("data-dir", folder.resolve("cifar-10-batches-bin").toString()),
                1);
        return ((ImageSet) cifar.test()).rows(IntStream.range(0, IMAGES).toArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"efficientnet-lite0", "efficientnet-lite2"})
    void areThoseOfPython(String network) throws Exception {
        String data = System.getenv("RELABEL4J_DATA");
        Assumptions.assumeTrue(data != null, "RELABEL4J_DATA is not set: it names a folder with the real data sets");
        Path weights = Path.of(data, "weights", "efficientnet-lite");
        Assumptions.assumeTrue(Files.isDirectory(weights), weights + " is not there");
        JsonNode expected = new ObjectMapper()
                .readTree(weights.resolve(network + "-expected.json").toFile());
        ImageSet images = images(data);

        int compared = 0;
        for (JsonNode each : expected.get("cases")) {
            if (!each.get("resize").asText().contains("Resizer")) {
                continue;
            }
            int size = each.get("size").asInt();
            long[] sums = byteSums(images, size);
            for (int i = 0; i < IMAGES; i++) {
                assertEquals(each.get("byteSum").get(i).asLong(), sums[i], "bytes at size " + size);
            }
            float[] found = OnnxFeatures.open(
                            weights.resolve(network + "-features.onnx"),
                            Optional.of("efficientnet-lite"),
                            Map.of("size", String.valueOf(size)))
                    .extract(images);
            for (int i = 0; i < IMAGES; i++) {
                for (int f = 0; f < 1280; f++) {
                    // Single precision through 50 layers; features from 0 to 6.
                    assertEquals(each.get("features").get(i).get(f).asDouble(), found[i * 1280 + f], 1e-4);
                }
            }
            compared++;
        }
        assertTrue(compared >= 3, "only " + compared + " sizes compared");
    }

    private static long[] byteSums(ImageSet images, int size) {
        ImageSet resized = new Resizer(size, size, Resizer.Fit.SQUASH).resize(images);
        byte[] bytes = new byte[resized.length()];
        long[] sums = new long[resized.size()];
        for (int i = 0; i < sums.length; i++) {
            resized.copyTo(i, bytes, 0);
            for (byte value : bytes) {
                sums[i] += value & 0xFF;
            }
        }
        return sums;
    }
}
