package org.relabel4j.models.vision.head;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.core.image.Resizer;
import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.models.coteaching.CoTeachingConfig;
import org.relabel4j.models.coteaching.CoTeachingTrainer;
import org.relabel4j.models.coteaching.TableNetwork;
import org.relabel4j.models.features.FeatureCache;
import org.relabel4j.models.features.Features;
import org.relabel4j.models.linear.SoftmaxTrainer;
import org.relabel4j.models.vision.Backbone;
import org.relabel4j.models.vision.Dropout;
import org.relabel4j.models.vision.ImageShape;
import org.relabel4j.models.vision.InputSize;
import org.relabel4j.models.vision.RandomWeights;
import org.relabel4j.models.vision.ResNet;
import org.relabel4j.models.vision.Shortcut;
import org.relabel4j.models.vision.TinyImages;
import org.relabel4j.models.weights.NamedTensors;
import org.relabel4j.models.weights.SealedTensors;
import org.relabel4j.models.weights.TensorMap;

class HeadTrainerTest {
    private static final ResNet NETWORK = TinyImages.basic(Shortcut.PAD);
    private static final NamedTensors WEIGHTS = RandomWeights.of(NETWORK, 3, 3, 1);
    private static final ImageSet IMAGES = TinyImages.coloured(90, 1);
    private static final int[] ROWS = IntStream.range(0, 90).toArray();
    private static final int[] LABELS = Arrays.stream(ROWS).map(i -> i % 3).toArray();

    @TempDir
    Path folder;

    private Features features(NamedTensors weights) {
        return new Features(
                new FrozenNetwork(NETWORK, weights, InputSize.AS_THEY_ARE), Optional.of(new FeatureCache(folder)));
    }

    private HeadTrainer trainer(NamedTensors weights) {
        return new HeadTrainer(NETWORK.name(), features(weights), new SoftmaxTrainer(1));
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

    private static double[] values(Probabilities p) {
        double[] values = new double[p.numExamples() * p.numClasses()];
        p.copyRows(0, p.numExamples(), values, 0);
        return values;
    }

    private static double accuracy(Probabilities p, int[] labels) {
        long right = IntStream.range(0, labels.length)
                .filter(i -> IntStream.range(0, p.numClasses()).allMatch(k -> p.get(i, k) <= p.get(i, labels[i])))
                .count();
        return (double) right / labels.length;
    }

    @Test
    void dropoutPassesLeaveOutFeaturesBeforeTheHead() {
        HeadTrainer plain = trainer(WEIGHTS);
        HeadTrainer dropping = plain.withDropout(0.3);
        int[] some = {4, 8, 15};

        try (Classifier without = plain.train(IMAGES, ROWS, LABELS, 3, 1);
                Classifier with = dropping.train(IMAGES, ROWS, LABELS, 3, 1);
                Classifier again = dropping.trainFolds(IMAGES, List.of(ROWS), List.of(LABELS), 3, new long[] {1})
                        .get(0)) {
            List<Probabilities> passes = with.predictWithDropout(IMAGES, some, 3, 9);

            assertEquals(3, passes.size());
            assertNotEquals(passes.get(0).get(0, 0), passes.get(1).get(0, 0));
            for (int pass = 0; pass < 3; pass++) {
                double[] expected = values(passes.get(pass));
                assertArrayEquals(
                        expected,
                        values(again.predictWithDropout(IMAGES, some, 3, 9).get(pass)));
            }
            assertFalse(Arrays.equals(values(without.predict(IMAGES, ROWS)), values(with.predict(IMAGES, ROWS))));
            assertTrue(accuracy(with.predict(IMAGES, ROWS), LABELS) > 0.8, "it still learns");
            assertThrows(UnsupportedOperationException.class, () -> without.predictWithDropout(IMAGES, some, 3, 9));
        }
        assertTrue(dropping.hasDropout() && !plain.hasDropout());
        assertEquals(
                "tiny dropout is 1.0, expected 0 to below 1",
                assertThrows(IllegalArgumentException.class, () -> plain.withDropout(1))
                        .getMessage());
    }

    @Test
    void copiesOfAnExampleLackOtherFeatures() {
        FeatureMatrix ones = FeatureMatrix.ofRowMajor(2, 500, filled(1000, 1));

        float[] copies = Dropout.dropped(ones, new int[] {1, 0, 1}, 2, 0.25, 7);

        assertEquals(3 * 2 * 500, copies.length);
        int out = 0;
        for (float value : copies) {
            assertTrue(value == 0 || Math.abs(value - 1 / 0.75) < 1e-6, "value " + value);
            out += value == 0 ? 1 : 0;
        }
        // Of 3000, by a standard deviation of 24.
        assertEquals(750, out, 100);
        assertFalse(Arrays.equals(Arrays.copyOf(copies, 500), Arrays.copyOfRange(copies, 1500, 2000)));
    }

    private static float[] filled(int size, float value) {
        float[] values = new float[size];
        Arrays.fill(values, value);
        return values;
    }

    @Test
    void coTaughtHeadsDoubtWrongLabelsMoreThanRightOnes() {
        int[] noisy = LABELS.clone();
        for (int i = 0; i < noisy.length; i += 5) {
            noisy[i] = (noisy[i] + 1) % 3;
        }
        CoTeachingTrainer heads = new CoTeachingTrainer(CoTeachingConfig.defaults(), new TableNetwork(16, 0.02));
        HeadTrainer trainer = new HeadTrainer("co-teaching", features(WEIGHTS), heads);

        try (Classifier classifier = trainer.train(IMAGES, ROWS, noisy, 3, 1)) {
            Probabilities p = classifier.predict(IMAGES, ROWS);
            double above = 0;
            for (int wrong = 0; wrong < noisy.length; wrong += 5) {
                for (int i = 0; i < noisy.length; i++) {
                    above += i % 5 != 0 && p.get(wrong, noisy[wrong]) < p.get(i, noisy[i]) ? 1 : 0;
                }
            }
            // Share of pairs in the right order: 0.5 by chance.
            assertTrue(above / (18 * 72) > 0.9, "area under the curve " + above / (18 * 72));
        }
        assertEquals("co-teaching", trainer.name());
    }

    @Test
    void readsFeaturesThatItWroteBefore() throws IOException {
        embedding(WEIGHTS);
        Path file = files().get(0);
        mark(file, 42, file.getFileName().toString().replace(".safetensors", ""));

        assertEquals(42, embedding(WEIGHTS)[0]);
        assertEquals(1, files().size());
    }

    private static void mark(Path file, float value, String key) throws IOException {
        TensorMap marked = new TensorMap("test");
        float[] values = new float[90 * 8];
        Arrays.fill(values, value);
        marked.put("features", new int[] {90, 8}, values);
        SealedTensors.write(file, marked, Map.of("key", key));
    }

    @Test
    void makesDamagedFeaturesAnew() throws IOException {
        float[] expected = embedding(WEIGHTS);
        Path file = files().get(0);
        String key = file.getFileName().toString().replace(".safetensors", "");
        byte[] good = Files.readAllBytes(file);
        byte[] flipped = good.clone();
        flipped[good.length - 1] ^= 1;

        for (byte[] damaged : List.of(new byte[] {1, 2, 3}, flipped, Arrays.copyOf(good, good.length - 4))) {
            Files.write(file, damaged);
            assertArrayEquals(expected, embedding(WEIGHTS));
            assertArrayEquals(good, Files.readAllBytes(file));
        }
        // Not damaged, but not what a network gives, or another key's.
        mark(file, Float.NaN, key);
        assertArrayEquals(expected, embedding(WEIGHTS));
        mark(file, 42, "another");
        assertArrayEquals(expected, embedding(WEIGHTS));
    }

    @Test
    void featuresOfASizeAreThoseOfResizedImages() {
        ImageSet resized = new Resizer(12, 12, Resizer.Fit.SQUASH).resize(IMAGES);
        FrozenNetwork plain = new FrozenNetwork(NETWORK, WEIGHTS, InputSize.AS_THEY_ARE);
        FrozenNetwork sized = new FrozenNetwork(NETWORK, WEIGHTS, InputSize.of(12));

        assertArrayEquals(plain.extract(resized), sized.extract(IMAGES));
        assertFalse(Arrays.equals(plain.extract(IMAGES), sized.extract(IMAGES)));
        assertFalse(Arrays.equals(plain.identity(IMAGES), sized.identity(IMAGES)));
    }

    @Test
    void otherWeightsOrImagesHaveOtherFeatures() throws IOException {
        float[] one = embedding(WEIGHTS);
        float[] other = embedding(RandomWeights.of(NETWORK, 3, 3, 2));

        assertNotEquals(one[0], other[0]);
        assertEquals(2, files().size());
        byte[] key = new FrozenNetwork(NETWORK, WEIGHTS, InputSize.AS_THEY_ARE).identity(IMAGES);
        ResNet named =
                new ResNet("named", false, NETWORK.blocks(), NETWORK.width(), NETWORK.stem(), NETWORK.shortcut());
        assertTrue(!Arrays.equals(key, new FrozenNetwork(named, WEIGHTS, InputSize.AS_THEY_ARE).identity(IMAGES)));
        assertEquals(new ImageShape(8, 8, 3), ImageShape.of(IMAGES));
    }
}
