package org.relabel4j.models.vision.layers;

import static org.relabel4j.models.vision.layers.WinogradPoints.IN;
import static org.relabel4j.models.vision.layers.WinogradPoints.KERNEL;

import java.nio.FloatBuffer;
import java.util.concurrent.ForkJoinPool;
import org.bytedeco.javacpp.FloatPointer;
import org.relabel4j.core.parallel.Blocks;
import org.relabel4j.models.vision.layers.WinogradLines.Grid;

/**
 * A convolution with a 3 × 3 kernel, stride 1, zeros around the image, a bias and perhaps a ReLU, with a quarter of the
 * multiplications, 36 instead of 144 for each 4 × 4 outputs (Lavin and Gray 2016, arXiv:1509.09308, F(4 × 4, 3 × 3);
 * {@link WinogradPoints}). Over the channels, they are a product of matrices for each of the 36 pairs of points.
 *
 * <p>The same bits on any number of threads. The last bits of an image's outputs depend on its place among the images, as
 * OpenBLAS sums the rows of a matrix in different orders.
 */
final class Winograd implements AutoCloseable {
    /** Tiles that are worked on together at most. */
    private static final int MAX_TILES = 144;

    /** Floats at each pair of points at most, so that all 36 stay in a cache. */
    private static final int MAX_FLOATS = 36 << 10;

    /** Below so many channels times rows of an image, all of this takes as long as it saves (8 × 8 × 64), or longer. */
    private static final int MIN_WORK = 1024;

    private final int in;
    private final int out;
    private final float[] bias;
    private final boolean relu;

    /** For each pair of points a matrix (in, out). */
    private final FloatPointer kernels;

    /**
     * @param weights shape (out, in, 3, 3)
     * @param bias a number an output channel
     */
    Winograd(float[] weights, float[] bias, boolean relu) {
        this.out = bias.length;
        this.in = weights.length / (out * KERNEL * KERNEL);
        this.bias = bias;
        this.relu = relu;
        kernels = new FloatPointer((long) IN * IN * in * out);
        FloatBuffer buffer = kernels.asBuffer();
        Blocks.forEachOf(in, 1, () -> new float[IN * IN][out], (block, from, to, values) -> {
            for (int c = from; c < to; c++) {
                for (int k = 0; k < out; k++) {
                    WinogradPoints.evaluateKernel(weights, (k * in + c) * KERNEL * KERNEL, values, k);
                }
                for (int p = 0; p < values.length; p++) {
                    buffer.put((p * in + c) * out, values[p]);
                }
            }
        });
    }

    /** Whether it takes less time than a convolution as such. */
    static boolean pays(long channels, long height, long width) {
        long side = Math.min(height, width);
        return side >= KERNEL && channels * side >= MIN_WORK;
    }

    /**
     * Convolves images.
     *
     * @param x shape (images, height, width, in)
     * @param y shape (images, height, width, out), overwritten
     */
    void apply(HostFloats x, HostFloats y, int height, int width) {
        apply(x, y, height, width, ForkJoinPool.getCommonPoolParallelism() + 1);
    }

    /** The same, in at least so many parts if there is enough to do. */
    void apply(HostFloats x, HostFloats y, int height, int width, int parts) {
        Grid grid = new Grid(x, y, height, width);
        int lines = x.length() / (height * width * in) * grid.down();
        int unit = Products.lines(grid.across());
        int tiles = Math.min(MAX_TILES, MAX_FLOATS / Math.max(in, out));
        int step = unit * Math.max(1, Math.min(tiles / (unit * grid.across()), lines / unit / parts + 1));
        int rows = step * grid.across();
        Products.forEachOf(
                lines,
                step,
                () -> new WinogradLines(grid, in, rows, bias, relu),
                (block, from, to, some) -> run(grid, from, to, some));
        y.written();
    }

    @Override
    public void close() {
        kernels.close();
    }

    /** Some lines, from inputs to outputs. */
    private void run(Grid grid, int from, int to, WinogradLines lines) {
        for (int line = from; line < to; line++) {
            lines.look(line, (line - from) * grid.across());
        }
        // What comes out of the rows that are added is never read.
        int used = Products.rounded((to - from) * grid.across());
        for (int p = 0; p < IN * IN; p++) {
            FloatPointer kernel = kernels.getPointer((long) p * in * out);
            Products.multiply(lines.seen(p), kernel, lines.product(p), used, in, out);
        }
        for (int line = from; line < to; line++) {
            lines.give(line, (line - from) * grid.across());
        }
    }
}
