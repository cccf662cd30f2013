package org.relabel4j.core.embedding;

import org.relabel4j.core.parallel.Blocks;
import org.relabel4j.core.probability.Embeddings;

/** Dot products of some vectors with each other. */
public final class DotProducts {
    private final Embeddings embeddings;
    private final int[] rows;
    private final double[] squaredLengths;

    /**
     * @param embeddings vectors
     * @param rows the examples wanted; place n stands for {@code rows[n]}
     */
    public DotProducts(Embeddings embeddings, int[] rows) {
        this.embeddings = embeddings;
        this.rows = rows.clone();
        this.squaredLengths = new double[rows.length];
        Blocks.forEachOf(
                rows.length, Tile.WIDTH, () -> new float[embeddings.dimension()], (block, from, to, vector) -> {
                    for (int n = from; n < to; n++) {
                        embeddings.copyRow(rows[n], vector, 0);
                        squaredLengths[n] = dot(vector, vector);
                    }
                });
    }

    /** Squared length of the vector in place n. */
    public double squaredLength(int n) {
        return squaredLengths[n];
    }

    /** Takes a place and the dot product of its vector with that in another place. */
    @FunctionalInterface
    public interface Consumer {
        void accept(int n, int other, double dot);
    }

    /**
     * Tells the dot products of some vectors with all, in no particular order and perhaps from several threads; all about one
     * place n come from one thread. They follow from distances summed in floats: their error is at most 4e-6 times the
     * squared distance for 512 components.
     *
     * @param others places, of which those from {@code from} to {@code to - 1} are used
     */
    public void with(int[] others, int from, int to, Consumer consumer) {
        int[] otherRows = Cells.at(rows, others);
        Blocks.forEachOf(rows.length, Tile.WIDTH, () -> new Tile(embeddings), (block, start, end, tile) -> {
            tile.load(rows, start, end);
            tile.compare(otherRows, from, to, (q, squaredDistances) -> {
                for (int n = start; n < end; n++) {
                    double sum = squaredLengths[n] + squaredLengths[others[q]] - squaredDistances[n - start];
                    consumer.accept(n, others[q], sum / 2);
                }
            });
        });
    }

    /** Tells the dot products of one vector with some, in order. */
    public void of(int n, int[] others, int from, int to, Consumer consumer) {
        float[] vector = new float[embeddings.dimension()];
        float[] other = new float[embeddings.dimension()];
        embeddings.copyRow(rows[n], vector, 0);
        for (int q = from; q < to; q++) {
            embeddings.copyRow(rows[others[q]], other, 0);
            consumer.accept(n, others[q], dot(vector, other));
        }
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += (double) a[d] * b[d];
        }
        return sum;
    }
}
