package org.relabel4j.core.consensus;

import java.util.function.IntConsumer;
import org.relabel4j.core.parallel.Blocks;

/** Values of examples and classes, kept in tiles of neighbouring classes: a tile is an array of rows that are as wide as it. */
final class ClassTiles {
    /** Longer tiles would leave threads without work, shorter ones make for short loops. */
    static final int MAX_WIDTH = 80;

    private final int size;
    private final double[][] values;
    private final int numClasses;

    /** Zeros. */
    ClassTiles(int numRows, int numClasses) {
        int numTiles = (numClasses + MAX_WIDTH - 1) / MAX_WIDTH;
        this.numClasses = numClasses;
        this.size = (numClasses + numTiles - 1) / numTiles;
        this.values = new double[numTiles][];
        for (int tile = 0; tile < numTiles; tile++) {
            values[tile] = new double[numRows * width(tile)];
        }
    }

    int count() {
        return values.length;
    }

    /** The first class of a tile. */
    int first(int tile) {
        return tile * size;
    }

    /** Number of classes of a tile. */
    int width(int tile) {
        return Math.min(size, numClasses - first(tile));
    }

    /** The tile's values, row by row. */
    double[] values(int tile) {
        return values[tile];
    }

    double get(int row, int k) {
        int tile = k / size;
        return values[tile][row * width(tile) + k - first(tile)];
    }

    /** Copies a row, of all classes. */
    void read(int row, double[] destination) {
        for (int tile = 0; tile < values.length; tile++) {
            System.arraycopy(values[tile], row * width(tile), destination, first(tile), width(tile));
        }
    }

    /** Sets a row, of all classes. */
    void write(int row, double[] source) {
        for (int tile = 0; tile < values.length; tile++) {
            System.arraycopy(source, first(tile), values[tile], row * width(tile), width(tile));
        }
    }

    /** Tells a body of each tile, on several threads. */
    void forEach(IntConsumer body) {
        Blocks.forEachOf(values.length, 1, () -> null, (tile, from, to, none) -> body.accept(tile));
    }

    /** Adds values to others. */
    static void add(double[] values, int offset, double[] sums, int place, int width) {
        for (int k = 0; k < width; k++) {
            sums[place + k] += values[offset + k];
        }
    }
}
