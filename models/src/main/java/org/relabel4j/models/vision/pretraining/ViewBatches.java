package org.relabel4j.models.vision.pretraining;

import java.util.random.RandomGenerator;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.models.vision.ImageShape;
import org.relabel4j.models.vision.Normalisation;
import org.relabel4j.models.vision.training.BatchSource;
import org.relabel4j.models.vision.training.EpochOrder;

/** Several views of each image, one after the other. */
final class ViewBatches implements BatchSource {
    private final ImageSet images;
    private final EpochOrder order;
    private final Views views;
    private final ImageShape viewShape;
    private final long seed;

    /** What an image is turned into. */
    interface Views {
        /** Views of each image. */
        int count();

        /** Values that a network is to give for a view. */
        int targets();

        /**
         * Makes the views of an image.
         *
         * @param image bytes, channels last; not changed
         * @param destination one array of a view's bytes for each view
         * @param viewShape size of the views
         * @param rng the only source of randomness
         */
        void of(byte[] image, ImageShape shape, byte[][] destination, ImageShape viewShape, RandomGenerator rng);

        /** Puts a view's targets at an offset; they are 0 so far. */
        void target(int view, float[] targets, int offset);
    }

    /**
     * @param batchSize images a batch at most, before they are multiplied
     * @param viewShape size of the views
     */
    ViewBatches(ImageSet images, int batchSize, Views views, ImageShape viewShape, long seed) {
        this.images = images;
        this.order = new EpochOrder(images.size(), batchSize, seed);
        this.views = views;
        this.viewShape = viewShape;
        this.seed = seed;
    }

    @Override
    public EpochOrder order() {
        return order;
    }

    @Override
    public ImageBatch batch(int epoch, int[] permutation, int batch) {
        int from = order.start(batch);
        int to = order.start(batch + 1);
        int size = (to - from) * views.count();
        ImageShape shape = ImageShape.of(images);
        int length = viewShape.length();
        Normalisation normalisation = Normalisation.imageNet(shape.channels());
        float[] input = new float[size * length];
        float[] targets = new float[size * views.targets()];
        byte[] image = new byte[shape.length()];
        byte[][] made = new byte[views.count()][length];
        for (int n = from; n < to; n++) {
            images.copyTo(permutation[n], image, 0);
            views.of(image, shape, made, viewShape, Seeds.generator(seed, "views", epoch, permutation[n]));
            for (int v = 0; v < made.length; v++) {
                int place = (n - from) * made.length + v;
                normalisation.apply(made[v], length, input, place * length);
                views.target(v, targets, place * views.targets());
            }
        }
        return new ImageBatch(size, input, targets);
    }
}
