package org.relabel4j.models.vision.head;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.models.NativeNeeds;
import org.relabel4j.models.features.Features;
import org.relabel4j.models.registry.Models;

class HogTest {
    private static final int GRADIENTS = 9 * 36;

    /** A value for each pixel, black 0 to white 255. */
    private interface Painting {
        int at(int y, int x);
    }

    private static byte[] grey(int height, int width, Painting painting) {
        byte[] image = new byte[height * width];
        for (int n = 0; n < image.length; n++) {
            image[n] = (byte) painting.at(n / width, n % width);
        }
        return image;
    }

    private static Features hog() {
        return new Features(new HogFeatures(), Optional.empty());
    }

    private static float[] features(int height, int width, Painting painting) {
        ImageSet images = new ImageSet(height, width, 1, new byte[][] {grey(height, width, painting)});
        FeatureMatrix features = hog().of(images);
        float[] row = new float[features.length()];
        features.copyTo(0, row, 0);
        return row;
    }

    @Test
    void aFlatImageHasNoGradients() {
        float[] row = features(16, 16, (y, x) -> 100);

        for (int n = 0; n < GRADIENTS; n++) {
            assertEquals(0, row[n]);
        }
        assertEquals(100 / 255f, row[GRADIENTS], 1e-6f);
        // All pixels have the colour (1, 1, 1) of 4 x 4 x 4: 64 / 256 <= 100 / 256 < 128 / 256.
        assertEquals(1, row[GRADIENTS + 36 + (1 * 4 + 1) * 4 + 1]);
        assertEquals(GRADIENTS + 36 + 64, row.length);
    }

    /** A vertical edge has a horizontal gradient: angle 0, half-way between the middles of the last and the first orientation. */
    @Test
    void anEdgeShowsInItsOrientation() {
        float[] row = features(16, 16, (y, x) -> x < 8 ? 0 : 255);

        for (int n = 0; n < GRADIENTS; n++) {
            int orientation = n % 9;
            boolean lit = orientation == 0 || orientation == 8;
            assertTrue(lit || row[n] == 0, n + ": " + row[n]);
        }
        // The block in the middle of the top: all of its cells touch the edge alike, 8 numbers of one size and norm 1.
        for (int cell = 0; cell < 4; cell++) {
            assertEquals(1 / Math.sqrt(8), row[36 + cell * 9], 1e-3);
            assertEquals(1 / Math.sqrt(8), row[36 + cell * 9 + 8], 1e-3);
        }
    }

    @Test
    void lightnessOfTheWholeImageChangesNoGradientsMuch() {
        float[] dark = features(16, 16, (y, x) -> (y * 31 + x * 17) % 64);
        float[] bright = features(16, 16, (y, x) -> 4 * ((y * 31 + x * 17) % 64));

        // The root turns a factor of 4 into one of 2, which normalising takes out but for the number that keeps flat
        // blocks flat.
        for (int n = 0; n < GRADIENTS; n++) {
            assertEquals(dark[n], bright[n], 1e-4);
        }
    }

    @Test
    void describesImagesOfAnySize() {
        for (int[] size : new int[][] {{1, 1}, {2, 5}, {33, 7}}) {
            float[] row = features(size[0], size[1], (y, x) -> (y * 31 + x * 17) % 256);

            assertEquals(GRADIENTS + 36 + 64, row.length);
        }
    }

    @Test
    void learnsColoursAndEdges() {
        int[] rows = IntStream.range(0, 60).toArray();
        int[] labels = IntStream.of(rows).map(i -> i % 3).toArray();
        ImageSet images = striped(60);
        Trainer trainer = Models.trainer("hog", Map.of("l2", "10"));

        try (Classifier classifier = trainer.train(images, rows, labels, 3, 1)) {
            var p = classifier.predict(striped(90), IntStream.range(60, 90).toArray());
            for (int n = 0; n < 30; n++) {
                int label = n % 3;
                int row = n;
                assertTrue(IntStream.range(0, 3).allMatch(k -> p.get(row, k) <= p.get(row, label)));
            }
        }
    }

    /** Stripes across, along or aslant, at places that differ from image to image. */
    private static ImageSet striped(int size) {
        byte[][] images = new byte[size][];
        for (int i = 0; i < size; i++) {
            int kind = i % 3;
            int shift = i * 7 % 8;
            images[i] = grey(16, 16, (y, x) -> ((kind == 0 ? y : kind == 1 ? x : y + x) + shift) % 8 < 4 ? 30 : 200);
        }
        return new ImageSet(16, 16, 1, images);
    }

    @Test
    void describesASetOnceAndNeedsNoNativeLibrary() {
        Features features = hog();
        ImageSet images = striped(3);

        assertSame(features.of(images), features.of(images));
        assertFalse(NativeNeeds.of(Models.trainer("hog", Map.of())));
        assertFalse(Models.trainer("hog", Map.of()).usesSeed());
        assertArrayEquals(new int[] {GRADIENTS + 36 + 64}, features.of(images).shape());
    }

    @Test
    void needsImages() {
        FeatureMatrix table = FeatureMatrix.ofRowMajor(2, 3, new float[6]);

        var error = assertThrows(
                IllegalArgumentException.class,
                () -> Models.trainer("hog", Map.of()).train(table, new int[] {0, 1}, new int[] {0, 1}, 2, 1));

        assertTrue(
                error.getMessage().startsWith("model hog needs images, but the examples have shape [3]"),
                error::getMessage);
    }
}
