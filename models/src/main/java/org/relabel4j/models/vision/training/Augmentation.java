package org.relabel4j.models.vision.training;

import java.util.random.RandomGenerator;
import org.relabel4j.models.FeatureChecks;
import org.relabel4j.models.vision.ImageShape;

/**
 * Random changes to training images that leave their class as it is.
 *
 * @param flip whether half of the images are mirrored left to right
 * @param shift pixels to move an image by at most, in each direction, as cropping it from a larger black frame does; at least 0
 * @param colour strength s of changes in brightness, contrast and saturation, each by a factor uniform in 1 ± s; 0 to 1. Grey
 *     images have no saturation to change.
 */
public record Augmentation(boolean flip, int shift, double colour) {
    /** Weights of red, green and blue in an image's grey: ITU-R 601-2. */
    private static final double[] LUMA = {0.299, 0.587, 0.114};

    /**
     * @throws IllegalArgumentException if a value is out of range
     */
    public Augmentation {
        FeatureChecks.setting(shift >= 0, "resnet crop", shift, "0 or more pixels");
        FeatureChecks.setting(colour >= 0 && colour <= 1, "resnet colour", colour, "0 to 1");
    }

    /** No change. */
    public static Augmentation none() {
        return new Augmentation(false, 0, 0);
    }

    /** Mirrored, moved by up to 4 pixels, colours as they are (He et al. 2016, section 4.2). */
    public static Augmentation standard() {
        return new Augmentation(true, 4, 0);
    }

    /**
     * Changes an image.
     *
     * @param image bytes, channels last; not changed
     * @param destination receives as many bytes
     * @param rng the only source of randomness
     */
    public void apply(byte[] image, ImageShape shape, byte[] destination, RandomGenerator rng) {
        boolean mirrored = flip && rng.nextBoolean();
        int down = shift == 0 ? 0 : rng.nextInt(-shift, shift + 1);
        int right = shift == 0 ? 0 : rng.nextInt(-shift, shift + 1);
        move(image, shape, destination, mirrored, down, right);
        if (colour > 0) {
            jitter(destination, shape.channels(), rng);
        }
    }

    /** Mirrors, then moves; what comes in from outside is black. */
    static void move(byte[] image, ImageShape shape, byte[] destination, boolean mirrored, int down, int right) {
        int channels = shape.channels();
        for (int y = 0; y < shape.height(); y++) {
            for (int x = 0; x < shape.width(); x++) {
                int fromY = y - down;
                int movedX = x - right;
                int fromX = mirrored ? shape.width() - 1 - movedX : movedX;
                int to = (y * shape.width() + x) * channels;
                boolean inside = fromY >= 0 && fromY < shape.height() && fromX >= 0 && fromX < shape.width();
                for (int c = 0; c < channels; c++) {
                    destination[to + c] = inside ? image[(fromY * shape.width() + fromX) * channels + c] : 0;
                }
            }
        }
    }

    private void jitter(byte[] image, int channels, RandomGenerator rng) {
        double brightness = 1 + colour * rng.nextDouble(-1, 1);
        double contrast = 1 + colour * rng.nextDouble(-1, 1);
        double saturation = 1 + colour * rng.nextDouble(-1, 1);
        double mean = 0;
        for (int n = 0; n < image.length; n += channels) {
            mean += grey(image, n, channels);
        }
        mean = brightness * mean * channels / image.length;
        for (int n = 0; n < image.length; n += channels) {
            double grey = contrast * (brightness * grey(image, n, channels) - mean) + mean;
            for (int c = 0; c < channels; c++) {
                double value = contrast * (brightness * (image[n + c] & 0xff) - mean) + mean;
                value = channels == 1 ? value : grey + saturation * (value - grey);
                image[n + c] = (byte) Math.round(Math.min(255, Math.max(0, value)));
            }
        }
    }

    /**
     * The grey of a pixel, 0 to 255: ITU-R 601-2's mean of red, green and blue.
     *
     * @param n where the pixel starts
     */
    public static double grey(byte[] image, int n, int channels) {
        if (channels == 1) {
            return image[n] & 0xff;
        }
        double grey = 0;
        for (int c = 0; c < LUMA.length; c++) {
            grey += LUMA[c] * (image[n + c] & 0xff);
        }
        return grey;
    }
}
