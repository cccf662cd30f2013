package org.relabel4j.core.embedding;

import org.relabel4j.core.probability.Embeddings;

/** Dot products of one of some vectors with all of them. Holds a copy of the vectors. */
public final class DotProducts {
    private final Embeddings embeddings;
    private final int[] rows;
    private final VectorBlocks vectors;
    private final double[] squaredLengths;

    /**
     * @param embeddings vectors
     * @param rows the examples wanted; place n stands for {@code rows[n]}
     */
    public DotProducts(Embeddings embeddings, int[] rows) {
        this.embeddings = embeddings;
        this.rows = rows.clone();
        this.vectors = new VectorBlocks(embeddings, rows);
        this.squaredLengths = new double[rows.length];
        float[] vector = new float[embeddings.dimension()];
        for (int n = 0; n < rows.length; n++) {
            embeddings.copyRow(rows[n], vector, 0);
            for (float value : vector) {
                squaredLengths[n] += (double) value * value;
            }
        }
    }

    /** Squared length of the vector in place n. */
    public double squaredLength(int n) {
        return squaredLengths[n];
    }

    /** Takes a place and the dot product of its vector with the one asked about. */
    @FunctionalInterface
    public interface Consumer {
        void accept(int n, double dot);
    }

    /**
     * Tells the dot products of one vector with all, in no particular order and perhaps from several threads.
     *
     * @param place of the one vector
     */
    public void with(int place, Consumer consumer) {
        float[] query = new float[embeddings.dimension()];
        embeddings.copyRow(rows[place], query, 0);
        vectors.forEachBlock((block, from, to) -> {
            float[] dots = new float[to - from];
            vectors.dots(block, query, dots);
            for (int n = from; n < to; n++) {
                consumer.accept(n, dots[n - from]);
            }
        });
    }
}
