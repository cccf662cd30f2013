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
    /** A sum of a positive float and nothing smaller than 1 / this counts as positive with weight 1. */
    private static final float STEEP = 1e30f;

    private ChannelLoops() {}

    /** Mean and variance (divided by n) of each channel. */
    record Moments(float[] mean, float[] variance) {}

    /** Sums over all pixels of a layer's output gradient, alone and times the normalised input. */
    record GradientSums(double[] gradient, double[] gradientTimesNormalised) {}

    /** Each channel's mean and variance. Taken about the channel's first value, so that a large mean costs no digits. */
    static Moments moments(HostFloats x, int channels) {
        int tile = Tiles.length(channels);
        int tiles = Tiles.count(x.length(), tile);
        float[] first = new float[channels];
        x.read(0, first, channels);
        float[] centre = Tiles.repeated(first, tile);
        double[][] sums = new double[Tiles.numBlocks(tiles)][];
        Blocks.forEachOf(tiles, Tiles.TILES_A_BLOCK, () -> new float[3][tile], (block, from, to, s) -> {
            Arrays.fill(s[1], 0);
            Arrays.fill(s[2], 0);
            for (int t = from; t < to; t++) {
                int count = Math.min(tile, x.length() - t * tile);
                x.read(t * tile, s[0], count);
                addMoments(s[0], centre, s[1], s[2], count);
            }
            sums[block] = Tiles.folded(s[1], s[2], channels);
        });
        double[] total = Tiles.total(sums, channels);
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
        int tile = Tiles.length(norm.scale().length);
        float[] scale = Tiles.repeated(norm.scale(), tile);
        float[] shift = Tiles.repeated(norm.shift(), tile);
        boolean relu = norm.relu();
        Tiles.forEach(x.length(), tile, (position, count, in, unused) -> {
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
        int tile = Tiles.length(channels);
        int tiles = Tiles.count(x.length(), tile);
        Repeated r = new Repeated(norm, tile);
        double[][] sums = new double[Tiles.numBlocks(tiles)][];
        Blocks.forEachOf(tiles, Tiles.TILES_A_BLOCK, () -> new float[4][tile], (block, from, to, s) -> {
            Arrays.fill(s[2], 0);
            Arrays.fill(s[3], 0);
            for (int t = from; t < to; t++) {
                int count = Math.min(tile, x.length() - t * tile);
                r.readGated(x, dy, t * tile, s[0], s[1], count);
                addGradients(s[0], s[1], r.mean, s[2], s[3], count);
            }
            sums[block] = Tiles.folded(s[2], s[3], channels);
        });
        double[] total = Tiles.total(sums, channels);
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
        int tile = Tiles.length(channels);
        Repeated r = new Repeated(norm, tile);
        float[] slopes = Tiles.repeated(slope, tile);
        float[] constants = Tiles.repeated(constant, tile);
        Tiles.forEach(x.length(), tile, (position, count, in, gradient) -> {
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
            mean = Tiles.repeated(norm.mean(), tile);
            scale = Tiles.repeated(norm.scale(), tile);
            shift = Tiles.repeated(norm.shift(), tile);
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
        Tiles.forEach(a.length(), Tiles.MAX_LENGTH, (position, count, first, second) -> {
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
        Tiles.forEach(a.length(), Tiles.MAX_LENGTH, (position, count, first, second) -> {
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
}
