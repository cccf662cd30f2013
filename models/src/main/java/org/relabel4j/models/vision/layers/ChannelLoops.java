package org.relabel4j.models.vision.layers;

import java.util.Arrays;
import org.relabel4j.core.parallel.Blocks;

/**
 * What happens to each channel of images alike: arithmetic along arrays whose last dimension is the channel.
 *
 * <p>The arrays are cut into tiles of whole pixels that fit into a core's first cache, and each channel's factor is repeated
 * along a tile, so that every loop runs over plain arrays of one length, which the compiler turns into vector instructions.
 * Sums are taken by blocks of tiles and added up in order: the same bits on any number of threads.
 */
final class ChannelLoops {
    /** Floats a tile at most (8 KiB), or one pixel. */
    private static final int TILE = 2048;

    private static final int TILES_A_BLOCK = 32;

    /** A sum of a positive float and nothing smaller than 1 / this counts as positive with weight 1. */
    private static final float STEEP = 1e30f;

    private ChannelLoops() {}

    /** Mean and variance (divided by n) of each channel. */
    record Moments(float[] mean, float[] variance) {}

    /** Sums over all pixels of a layer's output gradient, alone and times the normalised input. */
    record GradientSums(double[] gradient, double[] gradientTimesNormalised) {}

    /** What is done with one tile: {@code count} floats from {@code position} on; the buffers have the tile's length. */
    @FunctionalInterface
    private interface TileBody {
        void run(int position, int count, float[] first, float[] second);
    }

    /** Each channel's mean and variance. Taken about the channel's first value, so that a large mean costs no digits. */
    static Moments moments(HostFloats x, int channels) {
        int tile = tileLength(channels);
        int tiles = numTiles(x.length(), tile);
        float[] first = new float[channels];
        x.read(0, first, channels);
        float[] centre = repeated(first, tile);
        double[][] sums = new double[numBlocks(tiles)][];
        Blocks.forEachOf(tiles, TILES_A_BLOCK, () -> new float[3][tile], (block, from, to, s) -> {
            Arrays.fill(s[1], 0);
            Arrays.fill(s[2], 0);
            for (int t = from; t < to; t++) {
                int count = Math.min(tile, x.length() - t * tile);
                x.read(t * tile, s[0], count);
                addMoments(s[0], centre, s[1], s[2], count);
            }
            sums[block] = folded(s[1], s[2], channels);
        });
        double[] total = total(sums, channels);
        double pixels = (double) x.length() / channels;
        float[] mean = new float[channels];
        float[] variance = new float[channels];
        for (int c = 0; c < channels; c++) {
            double offset = total[c] / pixels;
            mean[c] = (float) (first[c] + offset);
            variance[c] = (float) Math.max(0, total[channels + c] / pixels - offset * offset);
        }
        return new Moments(mean, variance);
    }

    private static void addMoments(float[] x, float[] centre, float[] sum, float[] squares, int count) {
        for (int j = 0; j < count; j++) {
            float d = x[j] - centre[j];
            sum[j] += d;
            squares[j] += d * d;
        }
    }

    /** {@code y = x * scale + shift}, then ReLU if the norm has one; {@code y} may be {@code x}. */
    static void normalise(HostFloats x, Norm norm, HostFloats y) {
        int tile = tileLength(norm.scale().length);
        float[] scale = repeated(norm.scale(), tile);
        float[] shift = repeated(norm.shift(), tile);
        boolean relu = norm.relu();
        forEachTile(x.length(), tile, (position, count, in, unused) -> {
            x.read(position, in, count);
            if (relu) {
                scaleShiftRelu(in, scale, shift, count);
            } else {
                scaleShift(in, scale, shift, count);
            }
            y.write(position, in, count);
        });
        y.written();
    }

    private static void scaleShift(float[] x, float[] scale, float[] shift, int count) {
        for (int j = 0; j < count; j++) {
            x[j] = x[j] * scale[j] + shift[j];
        }
    }

    private static void scaleShiftRelu(float[] x, float[] scale, float[] shift, int count) {
        for (int j = 0; j < count; j++) {
            x[j] = Math.max(0f, x[j] * scale[j] + shift[j]);
        }
    }

    /** The sums that batch norm's gradients are made of. */
    static GradientSums gradientSums(HostFloats x, HostFloats dy, Norm norm) {
        int channels = norm.scale().length;
        int tile = tileLength(channels);
        int tiles = numTiles(x.length(), tile);
        Repeated r = new Repeated(norm, tile);
        double[][] sums = new double[numBlocks(tiles)][];
        Blocks.forEachOf(tiles, TILES_A_BLOCK, () -> new float[4][tile], (block, from, to, s) -> {
            Arrays.fill(s[2], 0);
            Arrays.fill(s[3], 0);
            for (int t = from; t < to; t++) {
                int count = Math.min(tile, x.length() - t * tile);
                r.readGated(x, dy, t * tile, s[0], s[1], count);
                addGradients(s[0], s[1], r.mean, s[2], s[3], count);
            }
            sums[block] = folded(s[2], s[3], channels);
        });
        double[] total = total(sums, channels);
        double[] plain = Arrays.copyOf(total, channels);
        double[] normalised = Arrays.copyOfRange(total, channels, 2 * channels);
        for (int c = 0; c < channels; c++) {
            normalised[c] *= norm.invStd()[c];
        }
        return new GradientSums(plain, normalised);
    }

    private static void addGradients(float[] x, float[] dy, float[] mean, float[] sum, float[] products, int count) {
        for (int j = 0; j < count; j++) {
            sum[j] += dy[j];
            products[j] += dy[j] * (x[j] - mean[j]);
        }
    }

    /**
     * Batch norm's input gradient,
     * {@code dx = scale (g - sum(g) / n - normalised sum(g normalised) / n)} with {@code g = dy} where the ReLU let through.
     */
    static void inputGradient(HostFloats x, HostFloats dy, Norm norm, GradientSums sums, HostFloats dx) {
        int channels = norm.scale().length;
        double pixels = (double) x.length() / channels;
        float[] slope = new float[channels];
        float[] constant = new float[channels];
        for (int c = 0; c < channels; c++) {
            double scale = norm.scale()[c];
            slope[c] = (float) (-scale * norm.invStd()[c] * sums.gradientTimesNormalised()[c] / pixels);
            constant[c] = (float) (-scale * sums.gradient()[c] / pixels);
        }
        int tile = tileLength(channels);
        Repeated r = new Repeated(norm, tile);
        float[] slopes = repeated(slope, tile);
        float[] constants = repeated(constant, tile);
        forEachTile(x.length(), tile, (position, count, in, gradient) -> {
            r.readGated(x, dy, position, in, gradient, count);
            combine(in, gradient, r, slopes, constants, count);
            dx.write(position, gradient, count);
        });
        dx.written();
    }

    private static void combine(float[] x, float[] g, Repeated r, float[] slope, float[] constant, int count) {
        float[] scale = r.scale;
        float[] mean = r.mean;
        for (int j = 0; j < count; j++) {
            g[j] = scale[j] * g[j] + (x[j] - mean[j]) * slope[j] + constant[j];
        }
    }

    /** A norm's numbers repeated along a tile. */
    private static final class Repeated {
        final float[] mean;
        final float[] scale;
        final float[] shift;
        private final boolean relu;

        Repeated(Norm norm, int tile) {
            mean = repeated(norm.mean(), tile);
            scale = repeated(norm.scale(), tile);
            shift = repeated(norm.shift(), tile);
            relu = norm.relu();
        }

        /** Reads a tile of inputs and of output gradients; the latter become 0 where the ReLU was closed. */
        void readGated(HostFloats x, HostFloats dy, int position, float[] in, float[] gradient, int count) {
            x.read(position, in, count);
            dy.read(position, gradient, count);
            if (relu) {
                gate(in, gradient, scale, shift, count);
            }
        }

        /** Without a branch: the factor is 1 above zero and 0 below. */
        private static void gate(float[] x, float[] dy, float[] scale, float[] shift, int count) {
            for (int j = 0; j < count; j++) {
                dy[j] *= Math.min(1f, Math.max(0f, (x[j] * scale[j] + shift[j]) * STEEP));
            }
        }
    }

    /** {@code y = max(0, a + b)}. */
    static void addRelu(HostFloats a, HostFloats b, HostFloats y) {
        forEachTile(a.length(), TILE, (position, count, first, second) -> {
            a.read(position, first, count);
            b.read(position, second, count);
            for (int j = 0; j < count; j++) {
                first[j] = Math.max(0f, first[j] + second[j]);
            }
            y.write(position, first, count);
        });
        y.written();
    }

    /** The gradient of {@link #addRelu} by each of its inputs, which is the same for both, written twice. */
    static void addReluGradient(HostFloats a, HostFloats b, HostFloats dy, HostFloats da, HostFloats db) {
        forEachTile(a.length(), TILE, (position, count, first, second) -> {
            a.read(position, first, count);
            b.read(position, second, count);
            for (int j = 0; j < count; j++) {
                first[j] = Math.min(1f, Math.max(0f, (first[j] + second[j]) * STEEP));
            }
            dy.read(position, second, count);
            for (int j = 0; j < count; j++) {
                first[j] *= second[j];
            }
            da.write(position, first, count);
            db.write(position, first, count);
        });
        da.written();
        db.written();
    }

    private static void forEachTile(int length, int tile, TileBody body) {
        int tiles = numTiles(length, tile);
        Blocks.forEachOf(tiles, TILES_A_BLOCK, () -> new float[2][tile], (block, from, to, s) -> {
            for (int t = from; t < to; t++) {
                body.run(t * tile, Math.min(tile, length - t * tile), s[0], s[1]);
            }
        });
    }

    private static int tileLength(int channels) {
        return channels * Math.max(1, TILE / channels);
    }

    private static int numTiles(int length, int tile) {
        return (length + tile - 1) / tile;
    }

    private static int numBlocks(int tiles) {
        return (tiles + TILES_A_BLOCK - 1) / TILES_A_BLOCK;
    }

    private static float[] repeated(float[] byChannel, int tile) {
        float[] values = new float[tile];
        for (int j = 0; j < tile; j += byChannel.length) {
            System.arraycopy(byChannel, 0, values, j, byChannel.length);
        }
        return values;
    }

    /** Two tiles of sums, folded into one sum a channel each, one after the other. */
    private static double[] folded(float[] first, float[] second, int channels) {
        double[] sums = new double[2 * channels];
        for (int j = 0; j < first.length; j += channels) {
            for (int c = 0; c < channels; c++) {
                sums[c] += first[j + c];
                sums[channels + c] += second[j + c];
            }
        }
        return sums;
    }

    private static double[] total(double[][] sums, int channels) {
        double[] total = new double[2 * channels];
        for (double[] block : sums) {
            for (int c = 0; c < total.length; c++) {
                total[c] += block[c];
            }
        }
        return total;
    }
}
