package org.relabel4j.core.image;

import org.relabel4j.core.parallel.Blocks;
import org.relabel4j.core.training.ImageSet;

/**
 * Brings images to one size by a triangle filter that is widened when the image shrinks, so that every pixel counts: what other
 * programs call antialiased bilinear. In plain Java, so that every machine gives the same bytes.
 *
 * @param height rows wanted
 * @param width pixels a row wanted
 * @param fit what becomes of another shape
 */
public record Resizer(int height, int width, Fit fit) {
    private static final int IMAGES_A_BLOCK = 16;

    /** What becomes of an image of another shape. */
    public enum Fit {
        /** Its shorter side is fitted and what is left over of the longer one cut off evenly. */
        CROP,
        /** It is stretched or squeezed. */
        SQUASH
    }

    /**
     * @throws IllegalArgumentException if a side is below 1
     */
    public Resizer {
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException("size is " + height + " x " + width + ", expected at least 1 x 1");
        }
    }

    /** An image in the wanted size; the same one if it has it already. */
    public Pixels resize(Pixels image) {
        if (image.height() == height && image.width() == width) {
            return image;
        }
        double top = 0;
        double left = 0;
        double rows = image.height();
        double columns = image.width();
        if (fit == Fit.CROP) {
            // The largest part of the wanted shape, in the middle.
            double scale = Math.min(rows / height, columns / width);
            top = (rows - scale * height) / 2;
            left = (columns - scale * width) / 2;
            rows = scale * height;
            columns = scale * width;
        }
        Axis down = new Axis(image.height(), top, rows, height);
        Axis across = new Axis(image.width(), left, columns, width);
        return filtered(image, down, across);
    }

    /** Images in the wanted size; the same set if they have it already. */
    public ImageSet resize(ImageSet images) {
        if (images.height() == height && images.width() == width) {
            return images;
        }
        byte[][] resized = new byte[images.size()][];
        Blocks.forEachOf(images.size(), IMAGES_A_BLOCK, () -> this, (block, from, to, resizer) -> {
            for (int i = from; i < to; i++) {
                byte[] bytes = new byte[images.length()];
                images.copyTo(i, bytes, 0);
                resized[i] = resizer.resize(new Pixels(images.height(), images.width(), images.channels(), bytes))
                        .values();
            }
        });
        return new ImageSet(height, width, images.channels(), resized);
    }

    /** A view of images in the wanted size, each resized whenever it is copied; the same set if they have it already. */
    public ImageSet view(ImageSet images) {
        if (images.height() == height && images.width() == width) {
            return images;
        }
        return images.changed(
                height,
                width,
                bytes -> resize(new Pixels(images.height(), images.width(), images.channels(), bytes))
                        .values());
    }

    /** For each place along one side of the result, which source places count how much. */
    private static final class Axis {
        private final int[] first;
        private final float[][] weights;

        Axis(int size, double start, double length, int wanted) {
            first = new int[wanted];
            weights = new float[wanted][];
            double scale = length / wanted;
            double support = Math.max(1, scale);
            for (int n = 0; n < wanted; n++) {
                double centre = start + (n + 0.5) * scale;
                int from = Math.max(0, (int) Math.floor(centre - support + 0.5));
                int to = Math.min(size, (int) Math.floor(centre + support + 0.5));
                first[n] = Math.min(from, size - 1);
                weights[n] = new float[Math.max(1, to - first[n])];
                double sum = 0;
                for (int k = 0; k < weights[n].length; k++) {
                    double weight = Math.max(0, 1 - Math.abs(first[n] + k + 0.5 - centre) / support);
                    weights[n][k] = (float) weight;
                    sum += weight;
                }
                for (int k = 0; k < weights[n].length; k++) {
                    weights[n][k] = sum > 0 ? (float) (weights[n][k] / sum) : 1f / weights[n].length;
                }
            }
        }
    }

    private Pixels filtered(Pixels image, Axis down, Axis across) {
        int channels = image.channels();
        byte[] result = new byte[height * width * channels];
        float[] row = new float[image.width() * channels];
        for (int y = 0; y < height; y++) {
            java.util.Arrays.fill(row, 0);
            for (int k = 0; k < down.weights[y].length; k++) {
                float weight = down.weights[y][k];
                int source = (down.first[y] + k) * row.length;
                for (int n = 0; n < row.length; n++) {
                    row[n] += weight * (image.values()[source + n] & 0xFF);
                }
            }
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < channels; c++) {
                    float sum = 0;
                    for (int k = 0; k < across.weights[x].length; k++) {
                        sum += across.weights[x][k] * row[(across.first[x] + k) * channels + c];
                    }
                    result[(y * width + x) * channels + c] = (byte) Math.min(255, Math.max(0, Math.round(sum)));
                }
            }
        }
        return new Pixels(height, width, channels, result);
    }
}
