package org.relabel4j.models.vision.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.models.vision.ImageShape;
import org.relabel4j.models.vision.TinyImages;
import org.relabel4j.models.vision.training.BatchSource.ImageBatch;

class TrainingPartsTest {
    private static final ImageSet IMAGES = TinyImages.coloured(23, 1);
    private static final int[] ROWS = IntStream.range(0, 23).toArray();
    private static final int[] LABELS = Arrays.stream(ROWS).map(i -> i % 3).toArray();

    private static EpochBatches batches(Regularisation settings, long seed) {
        return new EpochBatches(IMAGES, ROWS, LABELS, 3, 8, settings, seed);
    }

    private static Regularisation settings(Augmentation augmentation, double smoothing, double mixup) {
        return new Regularisation(augmentation, smoothing, mixup, 0, 0, 1);
    }

    /** Rate 0.8, up over 3 steps in quarters, then a cosine over 8. */
    @Test
    void theRateRisesLinearlyAndThenFollowsTheSchedule() {
        WarmUp cosine = new WarmUp(0.8, 3, 11, LearningRateSchedule.COSINE);
        WarmUp step = new WarmUp(0.8, 0, 8, LearningRateSchedule.STEP);

        assertEquals(0.2, cosine.valueAt(0, 0), 1e-12);
        assertEquals(0.6, cosine.valueAt(2, 0), 1e-12);
        assertEquals(0.8, cosine.valueAt(3, 0), 1e-12);
        assertEquals(0.4, cosine.valueAt(7, 0), 1e-12);
        assertEquals(0, cosine.valueAt(11, 0), 1e-12);
        assertEquals(0.8, step.valueAt(3, 0), 1e-12);
        assertEquals(0.08, step.valueAt(4, 0), 1e-12);
        assertEquals(0.008, step.valueAt(6, 0), 1e-12);
        assertEquals(0.8, new WarmUp(0.8, 0, 8, LearningRateSchedule.CONSTANT).valueAt(7, 0));
    }

    /** 2 x 3 grey pixels: 1 2 3 / 4 5 6. */
    @Test
    void movesAndMirrors() {
        byte[] image = {1, 2, 3, 4, 5, 6};
        byte[] out = new byte[6];
        ImageShape shape = new ImageShape(2, 3, 1);

        Augmentation.move(image, shape, out, false, 0, 0);
        assertArrayEquals(image, out);
        Augmentation.move(image, shape, out, true, 0, 0);
        assertArrayEquals(new byte[] {3, 2, 1, 6, 5, 4}, out);
        Augmentation.move(image, shape, out, false, 1, -1);
        assertArrayEquals(new byte[] {0, 0, 0, 2, 3, 0}, out);
        Augmentation.move(image, shape, out, true, 0, 1);
        assertArrayEquals(new byte[] {0, 3, 2, 0, 6, 5}, out);
    }

    @Test
    void changesColoursWithinBoundsAndNotAtStrengthZero() {
        byte[] image = new byte[48];
        new SplittableRandom(1).nextBytes(image);
        ImageShape shape = new ImageShape(4, 4, 3);
        byte[] same = new byte[48];
        byte[] changed = new byte[48];

        Augmentation.none().apply(image, shape, same, new SplittableRandom(2));
        new Augmentation(false, 0, 0.5).apply(image, shape, changed, new SplittableRandom(2));

        assertArrayEquals(image, same);
        assertFalse(Arrays.equals(image, changed));
        // White times a factor of at least 1 stays white: cut off, not wrapped round to dark.
        byte[] white = new byte[48];
        Arrays.fill(white, (byte) 255);
        for (int seed = 0; seed < 20; seed++) {
            new Augmentation(false, 0, 0.5).apply(white, shape, changed, new SplittableRandom(seed));
            assertTrue((changed[0] & 0xff) >= 127, "seed " + seed);
        }
    }

    @Test
    void eachExampleComesOnceAnEpochInBatchesOfEvenSize() {
        EpochBatches batches = batches(settings(Augmentation.none(), 0, 0), 1);
        int[] order = batches.order().permutation(0);

        assertEquals(3, batches.order().count());
        assertArrayEquals(ROWS, Arrays.stream(order).sorted().toArray());
        assertFalse(Arrays.equals(order, batches.order().permutation(1)));
        int[] sizes = IntStream.range(0, 3)
                .map(b -> batches.batch(0, order, b).size())
                .toArray();
        assertArrayEquals(new int[] {7, 8, 8}, sizes);
    }

    @Test
    void aBatchDependsOnSeedEpochAndExamplesAlone() {
        EpochBatches batches = batches(settings(Augmentation.standard(), 0, 0), 1);
        int[] order = batches.order().permutation(4);

        float[] first = batches.batch(4, order, 1).input();
        batches.batch(9, order, 0);

        assertArrayEquals(first, batches.batch(4, order, 1).input());
        assertArrayEquals(
                first,
                batches(settings(Augmentation.standard(), 0, 0), 1)
                        .batch(4, order, 1)
                        .input());
        assertFalse(Arrays.equals(first, batches.batch(5, order, 1).input()));
        assertFalse(Arrays.equals(
                first,
                batches(settings(Augmentation.standard(), 0, 0), 2)
                        .batch(4, order, 1)
                        .input()));
    }

    @Test
    void smoothsLabels() {
        EpochBatches batches = batches(settings(Augmentation.none(), 0.3, 0), 1);
        int[] order = batches.order().permutation(0);

        float[] targets = batches.batch(0, order, 0).targets();

        assertEquals(0.8f, targets[LABELS[order[0]]], 1e-6f);
        assertEquals(0.1f, targets[(LABELS[order[0]] + 1) % 3], 1e-6f);
    }

    @Test
    void mixesImagesAndLabelsInOneProportion() {
        int[] order = batches(settings(Augmentation.none(), 0, 0), 1).order().permutation(0);
        ImageBatch plain = batches(settings(Augmentation.none(), 0, 0), 1).batch(0, order, 0);
        ImageBatch mixed = batches(settings(Augmentation.none(), 0, 1), 1).batch(0, order, 0);

        int length = IMAGES.length();
        for (int n = 0; n < mixed.size(); n++) {
            double sum = 0;
            double share = 0;
            for (int k = 0; k < 3; k++) {
                sum += mixed.targets()[n * 3 + k];
                share = Math.max(share, mixed.targets()[n * 3 + k]);
            }
            assertEquals(1, sum, 1e-6);
        }
        double before = 0;
        double after = 0;
        for (int n = 0; n < plain.size() * length; n++) {
            before += plain.input()[n];
            after += mixed.input()[n];
        }
        // Each image is a partner once, so the sum stays.
        assertEquals(before, after, 1e-3 * Math.abs(before) + 1e-2);
        assertNotEquals(plain.input()[5], mixed.input()[5]);
    }

    @Test
    void holdsOutAShareUnlessItIsTooSmallToJudgeBy() {
        HoldOut split = HoldOut.split(100, 0.2, 1);

        assertEquals(20, split.judge().length);
        assertArrayEquals(
                IntStream.range(0, 100).toArray(),
                IntStream.concat(Arrays.stream(split.judge()), Arrays.stream(split.learn()))
                        .sorted()
                        .toArray());
        assertEquals(0, HoldOut.split(40, 0.2, 1).judge().length);
        assertEquals(40, HoldOut.split(40, 0.2, 1).learn().length);
    }

    @Test
    void aGrownTrainingSetKeepsItsJudges() {
        HoldOut.Duty[] before = new HoldOut.Duty[100];
        // A judge in five of the first 60.
        Arrays.setAll(before, n -> n >= 60 ? HoldOut.Duty.NEW : n % 5 == 0 ? HoldOut.Duty.JUDGE : HoldOut.Duty.LEARN);

        HoldOut grown = HoldOut.grown(before, 0.2, 1);
        HoldOut smallerShare = HoldOut.grown(before, 0.1, 1);

        assertEquals(20, grown.judge().length);
        assertArrayEquals(
                IntStream.range(0, 12).map(n -> 5 * n).toArray(),
                Arrays.stream(grown.judge()).filter(n -> n < 60).toArray());
        assertEquals(80, grown.learn().length);
        assertEquals(12, smallerShare.judge().length);
    }

    @Test
    void fewNewExamplesMakeNoJudges() {
        HoldOut.Duty[] before = new HoldOut.Duty[60];
        Arrays.setAll(before, n -> n < 55 ? HoldOut.Duty.LEARN : HoldOut.Duty.NEW);

        assertEquals(0, HoldOut.grown(before, 0.2, 1).judge().length);
    }

    @Test
    void namesWhatIsOutOfRange() {
        assertMessage(
                "resnet epochs is 0, expected at least 1",
                () -> new Descent(0, 1, 0.1, 0.9, 0, 0, LearningRateSchedule.STEP));
        assertMessage(
                "resnet lr is NaN, expected a positive number",
                () -> new Descent(1, 1, Double.NaN, 0.9, 0, 0, LearningRateSchedule.STEP));
        assertMessage(
                "resnet warm-up is 3, expected 0 to 2 epochs",
                () -> new Descent(2, 1, 0.1, 0.9, 0, 3, LearningRateSchedule.STEP));
        assertMessage("resnet colour is 1.5, expected 0 to 1", () -> new Augmentation(true, 0, 1.5));
        assertMessage(
                "resnet dropout is 1.0, expected 0 to below 1",
                () -> new Regularisation(Augmentation.none(), 0, 0, 1, 0, 1));
    }

    private static void assertMessage(String expected, org.junit.jupiter.api.function.Executable call) {
        assertEquals(
                expected, assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
