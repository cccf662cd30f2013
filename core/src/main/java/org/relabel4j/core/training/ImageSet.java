package org.relabel4j.core.training;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * Images of one size, one byte a value: shape {@code {height, width, channels}}, row-major, channels last (1 for grey, 3 for
 * red, green, blue). Immutable and safe to read from several threads.
 *
 * <p>A byte stands for the number 0 to 255 it is without its sign. Bytes take a quarter of the memory of floats: networks
 * normalise them batch by batch.
 */
public final class ImageSet implements Examples {
    private static final int UNSIGNED = 0xff;

    private final int height;
    private final int width;
    private final int channels;
    private final byte[][] images;

    /** From what is kept to what is shown. */
    private final UnaryOperator<byte[]> change;

    /**
     * Images from their bytes.
     *
     * @param height rows of pixels, at least 1
     * @param width pixels a row, at least 1
     * @param channels values a pixel, 1 or 3
     * @param images for each image height × width × channels bytes; the arrays are <em>not</em> copied: the caller must not
     *     change them afterwards. Two examples may share one.
     * @throws IllegalArgumentException if a size is out of range or an image has another length
     */
    public ImageSet(int height, int width, int channels, byte[][] images) {
        if (height < 1 || width < 1 || (channels != 1 && channels != 3)) {
            throw new IllegalArgumentException("images are " + height + " x " + width + " x " + channels
                    + ", expected at least 1 x 1 pixels of 1 or 3 channels");
        }
        int length = Math.multiplyExact(Math.multiplyExact(height, width), channels);
        for (int i = 0; i < images.length; i++) {
            if (images[i].length != length) {
                throw new IllegalArgumentException("image " + i + " has " + images[i].length + " bytes, expected "
                        + height + " x " + width + " x " + channels + " = " + length);
            }
        }
        this.height = height;
        this.width = width;
        this.channels = channels;
        this.images = images.clone();
        change = UnaryOperator.identity();
    }

    private ImageSet(int height, int width, int channels, byte[][] images, UnaryOperator<byte[]> change) {
        this.height = height;
        this.width = width;
        this.channels = channels;
        this.images = images;
        this.change = change;
    }

    /**
     * A view of these images, each changed whenever it is copied: what is changed is never in memory as a whole.
     *
     * @param newHeight rows of pixels of a changed image
     * @param newWidth pixels a row of a changed image
     * @param how from the bytes of an image, which it must not write to, to those of the changed one; called by several threads at once
     */
    public ImageSet changed(int newHeight, int newWidth, UnaryOperator<byte[]> how) {
        return new ImageSet(newHeight, newWidth, channels, images, image -> how.apply(change.apply(image)));
    }

    /** Rows of pixels of an image. */
    public int height() {
        return height;
    }

    /** Pixels of a row. */
    public int width() {
        return width;
    }

    /** Values of a pixel: 1 for grey, 3 for red, green and blue. */
    public int channels() {
        return channels;
    }

    @Override
    public int size() {
        return images.length;
    }

    @Override
    public int[] shape() {
        return new int[] {height, width, channels};
    }

    @Override
    public int length() {
        return height * width * channels;
    }

    /** Copies image {@code i} as numbers 0 to 255. */
    @Override
    public void copyTo(int i, float[] destination, int offset) {
        byte[] image = change.apply(images[i]);
        for (int n = 0; n < image.length; n++) {
            destination[offset + n] = image[n] & UNSIGNED;
        }
    }

    /**
     * Copies the bytes of image {@code i}.
     *
     * @param destination room for {@link #length} bytes after {@code offset}
     */
    public void copyTo(int i, byte[] destination, int offset) {
        System.arraycopy(change.apply(images[i]), 0, destination, offset, length());
    }

    @Override
    public ImageSet rows(int[] rows) {
        return new ImageSet(
                height,
                width,
                channels,
                Arrays.stream(rows).mapToObj(i -> images[i]).toArray(byte[][]::new),
                change);
    }
}
