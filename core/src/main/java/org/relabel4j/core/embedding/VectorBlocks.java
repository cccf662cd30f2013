package org.relabel4j.core.embedding;

import java.util.Arrays;
import org.relabel4j.core.parallel.Blocks;
import org.relabel4j.core.probability.Embeddings;

/**
 * A copy of some vectors, in blocks laid out by component: sums over components then grow side by side for all vectors of a
 * block, which the compiler vectorises.
 */
final class VectorBlocks {
    private final int size;
    private final int dimension;
    private final float[][] blocks;

    /** A copy of the vectors of some examples; place n is that of {@code rows[n]}. */
    VectorBlocks(Embeddings embeddings, int[] rows) {
        this.size = rows.length;
        this.dimension = embeddings.dimension();
        this.blocks = new float[Blocks.count(size, dimension)][];
        forEachBlock((block, from, to) -> {
            int width = to - from;
            float[] values = new float[width * dimension];
            float[] vector = new float[dimension];
            for (int n = from; n < to; n++) {
                embeddings.copyRow(rows[n], vector, 0);
                for (int d = 0; d < dimension; d++) {
                    values[d * width + n - from] = vector[d];
                }
            }
            blocks[block] = values;
        });
    }

    int numBlocks() {
        return blocks.length;
    }

    /** Place of a block's first vector. */
    int start(int block) {
        return block * Blocks.rows(dimension);
    }

    /** Number of vectors of a block. */
    int width(int block) {
        return Math.min(size, start(block) + Blocks.rows(dimension)) - start(block);
    }

    /** Width of the widest block. */
    int maxWidth() {
        return Math.min(size, Blocks.rows(dimension));
    }

    /** What is done with the vectors in the places {@code from .. to-1}. */
    @FunctionalInterface
    interface Body {
        void run(int block, int from, int to);
    }

    /** Runs a body once a block, in no particular order, perhaps on several threads. */
    void forEachBlock(Body body) {
        Blocks.forEach(size, dimension, () -> null, (block, from, to, none) -> body.run(block, from, to));
    }

    /** Squared distances from a vector to those of a block, into {@code result} from position 0 on. */
    void squaredDistances(int block, float[] query, float[] result) {
        float[] values = blocks[block];
        int width = width(block);
        Arrays.fill(result, 0, width, 0);
        for (int d = 0; d < dimension; d++) {
            float q = query[d];
            int offset = d * width;
            for (int n = 0; n < width; n++) {
                float difference = values[offset + n] - q;
                result[n] += difference * difference;
            }
        }
    }

    /** Dot products of a vector with those of a block, into {@code result} from position 0 on. */
    void dots(int block, float[] query, float[] result) {
        float[] values = blocks[block];
        int width = width(block);
        Arrays.fill(result, 0, width, 0);
        for (int d = 0; d < dimension; d++) {
            float q = query[d];
            int offset = d * width;
            for (int n = 0; n < width; n++) {
                result[n] += values[offset + n] * q;
            }
        }
    }
}
