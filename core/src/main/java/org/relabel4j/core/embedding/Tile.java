package org.relabel4j.core.embedding;

import java.util.Arrays;
import org.relabel4j.core.probability.Embeddings;

/**
 * Up to {@value #WIDTH} vectors, an array for each component, to be compared with others: sums over components grow side by
 * side for all vectors, four components at a time for each of several queries, so that the compiler vectorises them and what
 * is read stays in the cache.
 *
 * <p>Squared distances are sums of squared differences in floats, in an order that depends on the dimension D alone: their
 * relative error is at most about (D / 4 + 5) × 6e-8, that is 8e-6 for 512 components. A scratch buffer for one thread.
 */
final class Tile {
    static final int WIDTH = 256;

    /** Compared at a time: their sums stay in the first-level cache. */
    private static final int QUERIES = 8;

    private static final int COMPONENTS = 4;

    private final Embeddings embeddings;
    private final float[][] components;
    private final float[][] queries;
    private final float[][] results = new float[QUERIES][WIDTH];

    /** What is done with the squared distances of one query to the tile's vectors; those past its last are meaningless. */
    @FunctionalInterface
    interface QueryBody {
        void accept(int query, float[] squaredDistances);
    }

    Tile(Embeddings embeddings) {
        this.embeddings = embeddings;
        int padded = (embeddings.dimension() + COMPONENTS - 1) / COMPONENTS * COMPONENTS;
        this.components = new float[padded][WIDTH];
        this.queries = new float[QUERIES][padded];
    }

    /** Fills the tile with the vectors of {@code rows[from .. to-1]}, at most {@value #WIDTH}. */
    void load(int[] rows, int from, int to) {
        float[] vector = queries[0];
        for (int n = from; n < to; n++) {
            embeddings.copyRow(rows[n], vector, 0);
            for (int d = 0; d < embeddings.dimension(); d++) {
                components[d][n - from] = vector[d];
            }
        }
    }

    /** Compares the tile with the vectors {@code rows[from .. to-1]} of the same embeddings, in order. */
    void compare(int[] rows, int from, int to, QueryBody body) {
        compare(embeddings, rows, from, to, body);
    }

    /** Compares the tile with the vectors {@code rows[from .. to-1]} of others of the same dimension, in order. */
    void compare(Embeddings others, int[] rows, int from, int to, QueryBody body) {
        for (int start = from; start < to; start += QUERIES) {
            int count = Math.min(QUERIES, to - start);
            for (int q = 0; q < count; q++) {
                others.copyRow(rows[start + q], queries[q], 0);
                Arrays.fill(results[q], 0);
            }
            for (int d = 0; d < components.length; d += COMPONENTS) {
                for (int q = 0; q < count; q++) {
                    addSquares(components, queries[q], d, results[q]);
                }
            }
            for (int q = 0; q < count; q++) {
                body.accept(start + q, results[q]);
            }
        }
    }

    private static void addSquares(float[][] components, float[] query, int d, float[] sums) {
        addSquares(
                components[d],
                query[d],
                components[d + 1],
                query[d + 1],
                components[d + 2],
                query[d + 2],
                components[d + 3],
                query[d + 3],
                sums);
    }

    /** Whole arrays from place 0 on: the Java 17 compiler does not vectorise over an offset. */
    private static void addSquares(
            float[] w, float qw, float[] x, float qx, float[] y, float qy, float[] z, float qz, float[] sums) {
        for (int n = 0; n < sums.length; n++) {
            float dw = w[n] - qw;
            float dx = x[n] - qx;
            float dy = y[n] - qy;
            float dz = z[n] - qz;
            sums[n] += (dw * dw + dx * dx) + (dy * dy + dz * dz);
        }
    }
}
