package org.relabel4j.datasets.cifar;

import java.util.Arrays;
import java.util.List;
import org.relabel4j.core.training.ImageSet;

/**
 * Images of CIFAR-10 with their classes, in the order of their archive. The arrays are not copied.
 *
 * @param images for each image 32 × 32 × 3 bytes, row-major, channels last
 * @param labels class of each, 0 to 9
 */
public record CifarImages(byte[][] images, int[] labels) {
    /** Pixels of a side. */
    public static final int SIDE = 32;

    /** Values of a pixel. */
    public static final int CHANNELS = 3;

    /** The classes, in order. */
    public static final List<String> CLASS_NAMES =
            List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

    static final int PIXELS = SIDE * SIDE;
    static final int IMAGE_BYTES = PIXELS * CHANNELS;

    /** Number of images. */
    public int size() {
        return images.length;
    }

    /** Some of the images, in the given order. */
    public ImageSet images(int[] rows) {
        return new ImageSet(
                SIDE,
                SIDE,
                CHANNELS,
                Arrays.stream(rows).mapToObj(row -> images[row]).toArray(byte[][]::new));
    }

    /** The classes of some images, in the given order. */
    public int[] labels(int[] rows) {
        return Arrays.stream(rows).map(row -> labels[row]).toArray();
    }

    /** These and then others. */
    static CifarImages concatenated(List<CifarImages> parts) {
        return new CifarImages(
                parts.stream().flatMap(part -> Arrays.stream(part.images)).toArray(byte[][]::new),
                parts.stream().flatMapToInt(part -> Arrays.stream(part.labels)).toArray());
    }

    /** Copies an image from planes of red, green and blue, as both archives have them, to pixels. */
    static byte[] interleaved(byte[] planes, int offset) {
        byte[] pixels = new byte[IMAGE_BYTES];
        for (int channel = 0; channel < CHANNELS; channel++) {
            for (int p = 0; p < PIXELS; p++) {
                pixels[p * CHANNELS + channel] = planes[offset + channel * PIXELS + p];
            }
        }
        return pixels;
    }
}
