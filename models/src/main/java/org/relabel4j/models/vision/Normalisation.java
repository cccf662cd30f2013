package org.relabel4j.models.vision;

import org.relabel4j.core.training.ImageSet;

/**
 * How bytes become a network's input: {@code (x / 255 - mean) / sd} by channel.
 *
 * <p>The defaults are the mean and standard deviation of ImageNet's pixels, which torchvision's weights expect, and those of
 * many CIFAR networks too. A grey image has the mean of the three.
 */
public final class Normalisation {
    private static final int BYTES = 256;

    private static final double[] MEAN = {0.485, 0.456, 0.406};
    private static final double[] DEVIATION = {0.229, 0.224, 0.225};
    private static final double[] GREY_MEAN = {0.449};
    private static final double[] GREY_DEVIATION = {0.226};

    /** Value of each byte, by channel. */
    private final float[][] values;

    private Normalisation(double[] mean, double[] deviation) {
        values = new float[mean.length][BYTES];
        for (int c = 0; c < mean.length; c++) {
            for (int x = 0; x < BYTES; x++) {
                values[c][x] = (float) ((x / 255.0 - mean[c]) / deviation[c]);
            }
        }
    }

    /**
     * The usual one.
     *
     * @param channels 1 or 3
     */
    public static Normalisation imageNet(int channels) {
        return channels == 1 ? new Normalisation(GREY_MEAN, GREY_DEVIATION) : new Normalisation(MEAN, DEVIATION);
    }

    /**
     * Normalises bytes, channels last.
     *
     * @param count bytes to take from the start of {@code bytes}
     * @param destination room for as many values from {@code offset} on
     */
    public void apply(byte[] bytes, int count, float[] destination, int offset) {
        int channels = values.length;
        for (int n = 0; n < count; n += channels) {
            for (int c = 0; c < channels; c++) {
                destination[offset + n + c] = values[c][bytes[n + c] & 0xff];
            }
        }
    }

    /** Normalises one image of a set. */
    public void apply(ImageSet images, int i, byte[] scratch, float[] destination, int offset) {
        images.copyTo(i, scratch, 0);
        apply(scratch, images.length(), destination, offset);
    }
}
