package org.relabel4j.models.vision.head;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.models.linear.SoftmaxTrainer;
import org.relabel4j.models.vision.Backbone;
import org.relabel4j.models.vision.ImageShape;
import org.relabel4j.models.vision.ResNet;
import org.relabel4j.models.vision.ResNetWeights;
import org.relabel4j.models.vision.Shortcut;
import org.relabel4j.models.vision.TinyImages;
import org.relabel4j.models.weights.NamedTensors;
import org.relabel4j.models.weights.Safetensors;
import org.relabel4j.models.weights.TensorMap;

class HeadTrainerTest {
    private static final ResNet NETWORK = TinyImages.basic(Shortcut.PAD);
    private static final NamedTensors WEIGHTS = ResNetWeights.random(NETWORK, 3, 3, 1);
    private static final ImageSet IMAGES = TinyImages.coloured(90, 1);
    private static final int[] ROWS = IntStream.range(0, 90).toArray();
    private static final int[] LABELS = Arrays.stream(ROWS).map(i -> i % 3).toArray();

    @TempDir
    Path folder;

    private HeadTrainer trainer(NamedTensors weights) {
        return new HeadTrainer(NETWORK, weights, new FeatureCache(folder), new SoftmaxTrainer(1));
    }

    private float[] embedding(NamedTensors weights) {
        Embeddings embeddings =
                trainer(weights).train(IMAGES, ROWS, LABELS, 3, 1).embed(IMAGES, new int[] {7});
        float[] vector = new float[embeddings.dimension()];
        embeddings.copyRow(0, vector, 0);
        return vector;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void learnsOnTheFrozenNetworksFeatures() {
        List<Classifier> folds =
                trainer(WEIGHTS).trainFolds(IMAGES, List.of(ROWS, ROWS), List.of(LABELS, LABELS), 3, new long[] {1, 2});

        ImageSet fresh = TinyImages.coloured(30, 2);
        var p = folds.get(1).predict(fresh, IntStream.range(0, 30).toArray());

        long right = IntStream.range(0, 30)
                .filter(i -> IntStream.range(0, 3).allMatch(k -> p.get(i, k) <= p.get(i, i % 3)))
                .count();
        // Chance is 10; the features are those of random weights.
        assertTrue(right > 24, "right " + right);
    }

    @Test
    void embedsAsTheNetworkDoes() {
        try (Backbone backbone = new Backbone(NETWORK, TinyImages.SHAPE, WEIGHTS)) {
            assertArrayEquals(backbone.embed(IMAGES, new int[] {7}), embedding(WEIGHTS), 1e-5f);
        }
    }

    @Test
    void readsFeaturesThatItWroteBefore() throws IOException {
        embedding(WEIGHTS);
        Path file = files().get(0);
        TensorMap marked = new TensorMap("test");
        float[] values = new float[90 * 8];
        Arrays.fill(values, 42);
        marked.put("features", new int[] {90, 8}, values);
        Safetensors.write(file, marked, Map.of());

        assertEquals(42, embedding(WEIGHTS)[0]);
        assertEquals(1, files().size());
    }

    @Test
    void makesDamagedFeaturesAnew() throws IOException {
        float[] expected = embedding(WEIGHTS);
        Files.write(files().get(0), new byte[] {1, 2, 3});

        assertArrayEquals(expected, embedding(WEIGHTS));
    }

    @Test
    void otherWeightsOrImagesHaveOtherFeatures() throws IOException {
        float[] one = embedding(WEIGHTS);
        float[] other = embedding(ResNetWeights.random(NETWORK, 3, 3, 2));

        assertNotEquals(one[0], other[0]);
        assertEquals(2, files().size());
        byte[] key = FeatureKey.ofBackbone(NETWORK, WEIGHTS);
        assertNotEquals(FeatureKey.of(key, IMAGES), FeatureKey.of(key, TinyImages.coloured(90, 2)));
        assertEquals(FeatureKey.of(key, IMAGES), FeatureKey.of(key, TinyImages.coloured(90, 1)));
        ResNet padded = NETWORK.withShortcut(Shortcut.PROJECTION);
        assertTrue(!Arrays.equals(key, FeatureKey.ofBackbone(padded, WEIGHTS)));
        assertEquals(new ImageShape(8, 8, 3), ImageShape.of(IMAGES));
    }
}
