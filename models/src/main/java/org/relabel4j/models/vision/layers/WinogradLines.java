package org.relabel4j.models.vision.layers;

import static org.relabel4j.models.vision.layers.WinogradPoints.IN;
import static org.relabel4j.models.vision.layers.WinogradPoints.OUT;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;

/**
 * One thread's memory for a {@link Winograd}: lines of tiles of images become rows of matrices, one matrix for each pair of points,
 * and rows of their products become lines of images.
 */
final class WinogradLines implements Products.Scratch {
    /** Images, cut into lines of tiles from left to right. */
    record Grid(HostFloats x, HostFloats y, int height, int width) {
        int across() {
            return (width + OUT - 1) / OUT;
        }

        int down() {
            return (height + OUT - 1) / OUT;
        }
    }

    private final Grid grid;
    private final int in;
    private final int out;
    private final int rows;
    private final boolean relu;
    private final FloatPointer seen;
    private final FloatPointer products;
    private final FloatBuffer seenFloats;
    private final FloatBuffer productFloats;

    /** Six lines of the image, one pixel of zeros on the left, on the right what completes the last tile; then their values. */
    private final float[][] image;

    private final float[][] down;

    /** One pixel of each tile after the other, from left to right; then their values. */
    private final float[][] tiles;

    private final float[][] across;

    /** Products for a row of points; their four outputs for each row of points; one of these for all; outputs of one column. */
    private final float[][] values;

    private final float[][][] half;
    private final float[][] column = new float[IN][];
    private final float[][] whole;
    private final float[][] result;
    private final float[] biases;

    /**
     * @param in channels of the inputs
     * @param rows of a matrix
     */
    WinogradLines(Grid grid, int in, int rows, float[] bias, boolean relu) {
        this.grid = grid;
        this.in = in;
        this.out = bias.length;
        this.rows = rows;
        this.relu = relu;
        seen = new FloatPointer((long) IN * IN * rows * in);
        products = new FloatPointer((long) IN * IN * rows * out);
        seenFloats = seen.asBuffer();
        productFloats = products.asBuffer();
        int n = grid.across();
        image = new float[IN][(n * OUT + 2) * in];
        down = new float[IN][(n * OUT + 2) * in];
        tiles = new float[IN][n * in];
        across = new float[IN][n * in];
        values = new float[IN][n * out];
        half = new float[IN][OUT][n * out];
        whole = new float[OUT][n * out];
        result = new float[OUT][n * OUT * out];
        biases = Tiles.repeated(bias, n * out);
    }

    /** The matrix (rows, in) of a pair of points. */
    FloatPointer seen(int pair) {
        return seen.getPointer((long) pair * rows * in);
    }

    /** Where the product (rows, out) for a pair of points belongs. */
    FloatPointer product(int pair) {
        return products.getPointer((long) pair * rows * out);
    }

    /** Puts a line's values at all pairs of points into the matrices, from a row on. */
    void look(int line, int row) {
        int top = line % grid.down() * OUT - 1;
        for (int r = 0; r < IN; r++) {
            if (top + r < 0 || top + r >= grid.height) {
                Arrays.fill(image[r], 0);
            } else {
                int first = line / grid.down() * grid.height + top + r;
                grid.x.read(first * grid.width * in, image[r], in, grid.width * in);
            }
        }
        WinogradPoints.evaluate(image, down);
        for (int i = 0; i < IN; i++) {
            for (int j = 0; j < IN; j++) {
                for (int t = 0; t < grid.across(); t++) {
                    System.arraycopy(down[i], (t * OUT + j) * in, tiles[j], t * in, in);
                }
            }
            WinogradPoints.evaluate(tiles, across);
            for (int j = 0; j < IN; j++) {
                seenFloats.put(((i * IN + j) * rows + row) * in, across[j]);
            }
        }
    }

    /** Writes a line's outputs from the products, from a row on. */
    void give(int line, int row) {
        for (int i = 0; i < IN; i++) {
            for (int j = 0; j < IN; j++) {
                productFloats.get(((i * IN + j) * rows + row) * out, values[j]);
            }
            WinogradPoints.interpolate(values, half[i]);
        }
        for (int x = 0; x < OUT; x++) {
            for (int i = 0; i < IN; i++) {
                column[i] = half[i][x];
            }
            WinogradPoints.interpolate(column, whole);
            for (int y = 0; y < OUT; y++) {
                addBias(whole[y]);
                for (int t = 0; t < grid.across(); t++) {
                    System.arraycopy(whole[y], t * out, result[y], (t * OUT + x) * out, out);
                }
            }
        }
        int top = line % grid.down() * OUT;
        for (int y = 0; y < Math.min(OUT, grid.height - top); y++) {
            int first = line / grid.down() * grid.height + top + y;
            grid.y.write(first * grid.width * out, result[y], grid.width * out);
        }
    }

    private void addBias(float[] v) {
        for (int j = 0; j < v.length; j++) {
            v[j] += biases[j];
        }
        if (relu) {
            for (int j = 0; j < v.length; j++) {
                v[j] = Math.max(0f, v[j]);
            }
        }
    }

    @Override
    public void close() {
        seen.close();
        products.close();
    }
}
