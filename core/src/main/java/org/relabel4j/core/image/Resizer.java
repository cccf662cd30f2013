package org.relabel4j.core.image;

import java.util.Arrays;
import org.relabel4j.core.parallel.Blocks;
import org.relabel4j.core.training.ImageSet;

/**
 * Brings images to one size by a triangle filter that is widened when the image shrinks, so that every pixel counts: what other
 * programs call antialiased bilinear. In plain Java, so that every machine gives the same bytes.
 *
 * @param height rows wanted
 * @param width pixels a row wanted
 * @param fit what becomes of another shape
 * @param share of the sides of what is fitted that is kept, in the middle; above 0 to 1
 */
public record Resizer(int height, int width, Fit fit, double share) {
    private static final int IMAGES_A_BLOCK = 16;

    /** What becomes of an image of another shape. */
    public enum Fit {
        /** Its shorter side is fitted and what is left over of the longer one cut off evenly. */
        CROP,
        /** It is stretched or squeezed. */
        SQUASH
    }

    /**
     * @throws IllegalArgumentException if a side is below 1 or the share no share
     */
    public Resizer {
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException("size is " + height + " x " + width + ", expected at least 1 x 1");
        }
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share is " + share + ", expected above 0 to 1");
        }
    }

    /** One that keeps all, or with {@link Fit#CROP} as much as the shape allows. */
    public Resizer(int height, int width, Fit fit) {
        this(height, width, fit, 1);
    }

    /** An image in the wanted size; the same one if it has it already. */
    public Pixels resize(Pixels image) {
        return from(image.height(), image.width()).resize(image);
    }

    /** The same for many images of one size. */
    public Filter from(int sourceHeight, int sourceWidth) {
        double rows = sourceHeight;
        double columns = sourceWidth;
        if (fit == Fit.CROP) {
            // The largest part of the wanted shape.
            double scale = Math.min(rows / height, columns / width);
            rows = scale * height;
            columns = scale * width;
        }
        rows *= share;
        columns *= share;
        return new Filter(
                new Axis(sourceHeight, (sourceHeight - rows) / 2, rows, height),
                new Axis(sourceWidth, (sourceWidth - columns) / 2, columns, width));
    }

    /** Images in the wanted size; the same set if they have it already. */
    public ImageSet resize(ImageSet images) {
        if (images.height() == height && images.width() == width && share == 1) {
            return images;
        }
        byte[][] resized = new byte[images.size()][];
        Filter filter = from(images.height(), images.width());
        Blocks.forEachOf(images.size(), IMAGES_A_BLOCK, () -> filter, (block, from, to, resizer) -> {
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
        if (images.height() == height && images.width() == width && share == 1) {
            return images;
        }
        Filter filter = from(images.height(), images.width());
        return images.changed(
                height,
                width,
                bytes -> filter.resize(new Pixels(images.height(), images.width(), images.channels(), bytes))
                        .values());
    }

    /** For each place along one side of the result, which source places count how much. */
    private static final class Axis {
        private final int size;
        private final double length;
        private final int[] first;
        private final float[][] weights;

        Axis(int size, double start, double length, int wanted) {
            this.size = size;
            this.length = length;
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

        /** Whether what comes out is what goes in. */
        boolean isWhole() {
            return first.length == size && length == size;
        }
    }

    /** Brings images of one size to the wanted one. Immutable. */
    public static final class Filter {
        private final Axis down;
        private final Axis across;

        private Filter(Axis down, Axis across) {
            this.down = down;
            this.across = across;
        }

        /**
         * An image in the wanted size; the same one if that changes nothing.
         *
         * @throws IllegalArgumentException if it has another size than those that this is for
         */
        public Pixels resize(Pixels image) {
            if (image.height() != down.size || image.width() != across.size) {
                throw new IllegalArgumentException("an image is " + image.height() + " x " + image.width()
                        + ", expected " + down.size + " x " + across.size);
            }
            return down.isWhole() && across.isWhole() ? image : filtered(image);
        }

        private Pixels filtered(Pixels image) {
            int channels = image.channels();
            int width = across.first.length;
            int height = down.first.length;
            byte[] result = new byte[height * width * channels];
            float[] row = new float[image.width() * channels];
            for (int y = 0; y < height; y++) {
                Arrays.fill(row, 0);
                for (int k = 0; k < down.weights[y].length; k++) {
                    float weight = down.weights[y][k];
                    int source = (down.first[y] + k) * row.length;
                    for (int n = 0; n < row.length; n++) {
                        row[n] += weight * (image.values()[source + n] & 0xFF);
                    }
                }
                for (int x = 0; x < width; x++) {
                    float[] weights = across.weights[x];
                    for (int c = 0; c < channels; c++) {
                        float sum = 0;
                        for (int k = 0; k < weights.length; k++) {
                            sum += weights[k] * row[(across.first[x] + k) * channels + c];
                        }
                        result[(y * width + x) * channels + c] = (byte) Math.min(255, Math.max(0, Math.round(sum)));
                    }
                }
            }
            return new Pixels(height, width, channels, result);
        }
    }
}
