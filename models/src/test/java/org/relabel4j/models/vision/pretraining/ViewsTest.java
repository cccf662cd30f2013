package org.relabel4j.models.vision.pretraining;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.models.vision.ImageShape;
import org.relabel4j.models.vision.TinyImages;
import org.relabel4j.models.vision.pretraining.ContrastiveViews.Crop;
import org.relabel4j.models.vision.training.BatchSource;
import org.relabel4j.models.vision.training.BatchSource.ImageBatch;

class ViewsTest {
    private static final ImageShape SQUARE = new ImageShape(2, 2, 1);

    @Test
    void aQuarterMovesTheLastColumnUp() {
        byte[] turned = new byte[4];
        Rotations.quarter(new byte[] {1, 2, 3, 4}, SQUARE, turned);

        // 1 2      2 4
        // 3 4  ->  1 3
        assertArrayEquals(new byte[] {2, 4, 1, 3}, turned);

        // Pixels of two values stay together.
        byte[] pairs = new byte[8];
        Rotations.quarter(new byte[] {1, 11, 2, 12, 3, 13, 4, 14}, new ImageShape(2, 2, 2), pairs);
        assertArrayEquals(new byte[] {2, 12, 4, 14, 1, 11, 3, 13}, pairs);
    }

    @Test
    void fourTurnsAreAFullOne() {
        ImageShape shape = TinyImages.SHAPE;
        byte[] image = new byte[shape.length()];
        TinyImages.coloured(1, 4).copyTo(0, image, 0);
        byte[][] views = new byte[4][shape.length()];
        new Rotations().of(image, shape, views, shape, new SplittableRandom(1));

        byte[] last = new byte[shape.length()];
        Rotations.quarter(views[3], shape, last);

        assertArrayEquals(views[0], last);
        for (int n = 0; n < image.length; n += 3) {
            // Half a turn is the image read backwards.
            assertEquals(views[0][n], views[2][image.length - 3 - n]);
        }
    }

    @Test
    void batchesHoldAllTurnsOfAnImageAndWhatTheyAre() {
        BatchSource batches = PretrainingMethod.ROTATION.batches(TinyImages.coloured(5, 1), 2, TinyImages.SHAPE, 7);
        int[] permutation = batches.order().permutation(0);

        int inputs = 0;
        for (int b = 0; b < 3; b++) {
            ImageBatch batch = batches.batch(0, permutation, b);
            inputs += batch.size();
            for (int n = 0; n < batch.size(); n++) {
                float[] expected = new float[4];
                expected[n % 4] = 1;
                assertArrayEquals(expected, Arrays.copyOfRange(batch.targets(), 4 * n, 4 * n + 4));
            }
        }

        assertEquals(3, batches.order().count());
        assertEquals(20, inputs);
    }

    @Test
    void batchesFollowFromSeedEpochAndImageAlone() {
        ImageSet images = TinyImages.coloured(6, 1);
        BatchSource one = PretrainingMethod.SIMCLR.batches(images, 3, TinyImages.SHAPE, 7);
        int[] permutation = one.order().permutation(0);
        float[] expected = one.batch(0, permutation, 1).input();

        float[] again = PretrainingMethod.SIMCLR
                .batches(images, 3, TinyImages.SHAPE, 7)
                .batch(0, permutation, 1)
                .input();

        assertArrayEquals(expected, again);
        assertFalse(Arrays.equals(expected, one.batch(1, permutation, 1).input()));
        assertFalse(Arrays.equals(
                expected,
                PretrainingMethod.SIMCLR
                        .batches(images, 3, TinyImages.SHAPE, 8)
                        .batch(0, permutation, 1)
                        .input()));
    }

    @Test
    void stretchesPartsBilinearly() {
        ImageShape row = new ImageShape(1, 4, 1);
        byte[] image = {0, 100, (byte) 200, 40};
        byte[] whole = new byte[4];
        byte[] part = new byte[4];

        ContrastiveViews.stretch(image, row, new Crop(0, 0, 1, 4), whole, row);
        ContrastiveViews.stretch(image, row, new Crop(0, 1, 1, 2), part, row);

        assertArrayEquals(image, whole);
        // Centres at -0.25, 0.25, 0.75, 1.25 of pixels 100 and 200; the ends are held.
        assertArrayEquals(new byte[] {100, 125, (byte) 175, (byte) 200}, part);

        // A smaller view: centres at 0.5 and 2.5 of all four pixels.
        byte[] small = new byte[2];
        ContrastiveViews.stretch(image, row, new Crop(0, 0, 1, 4), small, new ImageShape(1, 2, 1));
        assertArrayEquals(new byte[] {50, 120}, small);
    }

    @Test
    void viewsAreThreeQuartersOfTheImagesUnlessAskedOtherwise() {
        ImageShape images = new ImageShape(32, 33, 3);

        assertEquals(new ImageShape(24, 25, 3), PretrainingMethod.SIMCLR.viewShape(images, OptionalInt.empty()));
        assertEquals(new ImageShape(20, 20, 3), PretrainingMethod.SIMCLR.viewShape(images, OptionalInt.of(20)));
        assertEquals(images, PretrainingMethod.ROTATION.viewShape(images, OptionalInt.empty()));
        for (int side : new int[] {0, 34}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> PretrainingMethod.SIMCLR.viewShape(images, OptionalInt.of(side)));
        }
        assertThrows(
                IllegalArgumentException.class, () -> PretrainingMethod.ROTATION.viewShape(images, OptionalInt.of(20)));
    }

    @Test
    void aBatchHasViewsOfTheSizeAskedFor() {
        ImageShape small = new ImageShape(5, 5, 3);
        BatchSource batches = PretrainingMethod.SIMCLR.batches(TinyImages.coloured(4, 1), 2, small, 7);

        ImageBatch batch = batches.batch(0, batches.order().permutation(0), 0);

        assertEquals(4, batch.size());
        assertEquals(4 * small.length(), batch.input().length);
    }

    @Test
    void partsLieInTheImageAndAreOfAllSizes() {
        SplittableRandom rng = new SplittableRandom(1);
        ImageShape shape = new ImageShape(20, 40, 3);
        int smallest = Integer.MAX_VALUE;
        int largest = 0;
        for (int n = 0; n < 1000; n++) {
            Crop crop = ContrastiveViews.crop(shape, rng);
            assertTrue(crop.top() >= 0 && crop.top() + crop.height() <= 20);
            assertTrue(crop.left() >= 0 && crop.left() + crop.width() <= 40);
            smallest = Math.min(smallest, crop.height() * crop.width());
            largest = Math.max(largest, crop.height() * crop.width());
        }
        // 8 % of 800 pixels is 64; sides are rounded.
        assertTrue(smallest >= 50 && smallest <= 100, "smallest " + smallest);
        assertTrue(largest >= 400, "largest " + largest);
    }

    @Test
    void somePairsOfViewsAreGreyAndTheTwoDiffer() {
        byte[] image = new byte[TinyImages.SHAPE.length()];
        TinyImages.coloured(1, 4).copyTo(0, image, 0);
        SplittableRandom rng = new SplittableRandom(2);
        int grey = 0;
        for (int n = 0; n < 200; n++) {
            byte[][] views = new byte[2][image.length];
            new ContrastiveViews().of(image, TinyImages.SHAPE, views, TinyImages.SHAPE, rng);
            assertFalse(Arrays.equals(views[0], views[1]));
            grey += isGrey(views[0]) ? 1 : 0;
        }
        // Binomial(200, 0.2): 40 ± 4 deviations of 5.7.
        assertTrue(Math.abs(grey - 40) < 23, "grey " + grey);
    }

    private static boolean isGrey(byte[] image) {
        for (int n = 0; n < image.length; n += 3) {
            if (image[n] != image[n + 1] || image[n] != image[n + 2]) {
                return false;
            }
        }
        return true;
    }
}
