package org.relabel4j.models.vision.pretraining;

import java.util.random.RandomGenerator;
import org.relabel4j.models.vision.ImageShape;
import org.relabel4j.models.vision.training.Augmentation;

/**
 * Two random views of an image, as Chen et al. 2020 (arXiv:2002.05709), appendices A and B.9, have them for CIFAR-10: a part
 * of 8 to 100 % of its area with sides of 3 : 4 to 4 : 3, stretched to the size of a view, mirrored or not; with probability 0.8
 * other brightness, contrast and saturation, each by a factor of up to 1 ± 0.4; with probability 0.2 grey. Hue stays as it is,
 * unlike theirs.
 */
final class ContrastiveViews implements ViewBatches.Views {
    private static final int TRIES = 10;
    private static final double SMALLEST_AREA = 0.08;
    private static final double WIDEST = 4.0 / 3;
    private static final double JITTERED = 0.8;
    private static final double GREY = 0.2;
    private static final Augmentation MIRRORED = new Augmentation(true, 0, 0);
    private static final Augmentation MIRRORED_AND_COLOURED = new Augmentation(true, 0, 0.4);

    @Override
    public int count() {
        return 2;
    }

    /** The loss needs none; Deeplearning4j wants some. */
    @Override
    public int targets() {
        return 1;
    }

    @Override
    public void of(byte[] image, ImageShape shape, byte[][] destination, ImageShape viewShape, RandomGenerator rng) {
        byte[] part = new byte[viewShape.length()];
        for (byte[] view : destination) {
            stretch(image, shape, crop(shape, rng), part, viewShape);
            Augmentation change = rng.nextDouble() < JITTERED ? MIRRORED_AND_COLOURED : MIRRORED;
            change.apply(part, viewShape, view, rng);
            if (rng.nextDouble() < GREY) {
                grey(view, shape.channels());
            }
        }
    }

    @Override
    public void target(int view, float[] targets, int offset) {}

    /** A part of an image, in pixels. */
    record Crop(int top, int left, int height, int width) {}

    /** Draws a part; after ten that do not fit into the image, takes all of it. */
    static Crop crop(ImageShape shape, RandomGenerator rng) {
        for (int n = 0; n < TRIES; n++) {
            double area = rng.nextDouble(SMALLEST_AREA, 1) * shape.height() * shape.width();
            double ratio = Math.exp(rng.nextDouble(-1, 1) * Math.log(WIDEST));
            int width = (int) Math.round(Math.sqrt(area * ratio));
            int height = (int) Math.round(Math.sqrt(area / ratio));
            if (width >= 1 && width <= shape.width() && height >= 1 && height <= shape.height()) {
                int top = rng.nextInt(shape.height() - height + 1);
                return new Crop(top, rng.nextInt(shape.width() - width + 1), height, width);
            }
        }
        return new Crop(0, 0, shape.height(), shape.width());
    }

    /** Stretches a part of an image to the size of a view, bilinearly between the centres of pixels. */
    static void stretch(byte[] image, ImageShape shape, Crop crop, byte[] destination, ImageShape viewShape) {
        int channels = shape.channels();
        for (int y = 0; y < viewShape.height(); y++) {
            double fromY = place(y, viewShape.height(), crop.height());
            int top = (int) fromY;
            int bottom = Math.min(top + 1, crop.height() - 1);
            for (int x = 0; x < viewShape.width(); x++) {
                double fromX = place(x, viewShape.width(), crop.width());
                int left = (int) fromX;
                int right = Math.min(left + 1, crop.width() - 1);
                for (int c = 0; c < channels; c++) {
                    double above = between(
                            value(image, shape, crop, top, left, c),
                            value(image, shape, crop, top, right, c),
                            fromX - left);
                    double below = between(
                            value(image, shape, crop, bottom, left, c),
                            value(image, shape, crop, bottom, right, c),
                            fromX - left);
                    destination[(y * viewShape.width() + x) * channels + c] =
                            (byte) Math.round(between(above, below, fromY - top));
                }
            }
        }
    }

    /** Where pixel {@code to} of a row of {@code size} comes from in a row of {@code length}. */
    private static double place(int to, int size, int length) {
        return Math.min(length - 1, Math.max(0, (to + 0.5) * length / size - 0.5));
    }

    private static double between(double first, double second, double share) {
        return first + share * (second - first);
    }

    private static int value(byte[] image, ImageShape shape, Crop crop, int y, int x, int channel) {
        return image[((crop.top() + y) * shape.width() + crop.left() + x) * shape.channels() + channel] & 0xff;
    }

    private static void grey(byte[] image, int channels) {
        for (int n = 0; n < image.length; n += channels) {
            byte grey = (byte) Math.round(Augmentation.grey(image, n, channels));
            for (int c = 0; c < channels; c++) {
                image[n + c] = grey;
            }
        }
    }
}
