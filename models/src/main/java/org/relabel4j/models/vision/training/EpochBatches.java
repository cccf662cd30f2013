package org.relabel4j.models.vision.training;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.random.Shuffles;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.models.vision.ImageShape;
import org.relabel4j.models.vision.Normalisation;

/**
 * The training images of each epoch, in random order, changed at random, in batches of nearly equal size. Every choice depends
 * on the seed, the epoch and the example or batch alone, so any thread may prepare any batch.
 */
final class EpochBatches implements BatchSource {
    private final ImageSet images;
    private final int[] rows;
    private final int[] labels;
    private final int numClasses;
    private final EpochOrder order;
    private final Regularisation settings;
    private final long seed;
    private final ImageShape shape;
    private final Normalisation normalisation;

    /**
     * @param rows images to train on
     * @param labels class of each row
     */
    EpochBatches(
            ImageSet images,
            int[] rows,
            int[] labels,
            int numClasses,
            int batchSize,
            Regularisation settings,
            long seed) {
        this.images = images;
        this.rows = rows;
        this.labels = labels;
        this.numClasses = numClasses;
        this.settings = settings;
        this.seed = seed;
        order = new EpochOrder(rows.length, batchSize, seed);
        shape = ImageShape.of(images);
        normalisation = Normalisation.imageNet(images.channels());
    }

    /** Size of the images. */
    ImageShape shape() {
        return shape;
    }

    @Override
    public EpochOrder order() {
        return order;
    }

    /** Targets are shares of the classes. */
    @Override
    public ImageBatch batch(int epoch, int[] permutation, int batch) {
        int from = order.start(batch);
        int size = order.start(batch + 1) - from;
        int length = shape.length();
        float[] input = new float[size * length];
        float[] targets = new float[size * numClasses];
        Arrays.fill(targets, (float) (settings.labelSmoothing() / numClasses));
        byte[] image = new byte[length];
        byte[] changed = new byte[length];
        for (int n = 0; n < size; n++) {
            int position = permutation[from + n];
            images.copyTo(rows[position], image, 0);
            RandomGenerator rng = Seeds.generator(seed, "augmentation", epoch, rows[position]);
            settings.augmentation().apply(image, shape, changed, rng);
            normalisation.apply(changed, length, input, n * length);
            targets[n * numClasses + labels[position]] += (float) (1 - settings.labelSmoothing());
        }
        ImageBatch plain = new ImageBatch(size, input, targets);
        return settings.mixup() == 0 ? plain : mixed(plain, Seeds.generator(seed, "mixup", epoch, batch));
    }

    /** Mixes each image with another of the batch, all in one proportion. */
    private ImageBatch mixed(ImageBatch batch, RandomGenerator rng) {
        double a = settings.mixup();
        float share = (float) new BetaDistribution(null, a, a).inverseCumulativeProbability(rng.nextDouble());
        int[] partners = Shuffles.permutation(batch.size(), rng);
        return new ImageBatch(
                batch.size(),
                mixed(batch.input(), shape.length(), partners, share),
                mixed(batch.targets(), numClasses, partners, share));
    }

    private static float[] mixed(float[] values, int length, int[] partners, float share) {
        float[] mixed = new float[values.length];
        for (int n = 0; n < partners.length; n++) {
            for (int j = 0; j < length; j++) {
                mixed[n * length + j] = share * values[n * length + j] + (1 - share) * values[partners[n] * length + j];
            }
        }
        return mixed;
    }
}
