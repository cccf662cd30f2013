package org.relabel4j.models.vision.layers;

import java.util.Arrays;

/**
 * The part of an image that each pixel of a convolution's output sees, as a row by y, x and channel; outside the image is zero.
 *
 * @param height of the images
 * @param width of the images
 * @param channels of the images
 * @param kernel pixels of a square kernel's side
 */
record Patches(int height, int width, int channels, int kernel, int stride, int padding) {
    /** Pixels of a line of the output. */
    int across() {
        return (width + 2 * padding - kernel) / stride + 1;
    }

    /** Lines of the output an image. */
    int down() {
        return (height + 2 * padding - kernel) / stride + 1;
    }

    /** Floats a patch. */
    int length() {
        return kernel * kernel * channels;
    }

    /**
     * What {@link #unfold} works on; one a thread.
     *
     * @param lines of an image, with zeros on both sides
     * @param rows shape (across, length)
     */
    record Buffers(float[][] lines, float[] rows) {}

    Buffers buffers() {
        return new Buffers(new float[kernel][(width + 2 * padding) * channels], new float[across() * length()]);
    }

    /**
     * The patches of one line of the output.
     *
     * @param images shape (images, height, width, channels)
     * @param line counted over all images
     * @return the buffers' rows
     */
    float[] unfold(HostFloats images, int line, Buffers buffers) {
        float[][] lines = buffers.lines;
        int top = line % down() * stride - padding;
        for (int r = 0; r < kernel; r++) {
            if (top + r < 0 || top + r >= height) {
                Arrays.fill(lines[r], 0);
            } else {
                int first = line / down() * height + top + r;
                images.read(first * width * channels, lines[r], padding * channels, width * channels);
            }
        }
        int part = kernel * channels;
        for (int x = 0; x < across(); x++) {
            for (int r = 0; r < kernel; r++) {
                System.arraycopy(lines[r], x * stride * channels, buffers.rows, x * length() + r * part, part);
            }
        }
        return buffers.rows;
    }
}
