package org.relabel4j.models.linear;

import org.relabel4j.core.parallel.Blocks;

/**
 * Examples in blocks, each held twice: example by example for gradients, which sum over examples, and feature by feature for
 * scores, which sum over features. So both sums run over contiguous numbers without a reduction (see {@link FloatRows}).
 *
 * <p>A score is summed in four chains, of which each takes every fourth feature, and the first also those left over; in what
 * order is the order of {@link #place}. Absent features and examples, up to whole fours, are zeros.
 */
final class ExampleBlocks {
    /** Examples a block: sums over examples are taken by blocks. */
    static final int SIZE = 256;

    /** Chains of additions in a score. */
    static final int CHAINS = 4;

    private final int dimension;
    private final int size;
    private final Block[] blocks;

    /**
     * One block.
     *
     * @param examples at least {@code size}, up to a multiple of four; each of the length of an example
     * @param features in the order of the chains, each of {@link #SIZE} or fewer examples
     */
    record Block(int size, float[][] examples, float[][] features) {}

    /**
     * @param examples shape (numExamples, dimension); not copied
     */
    ExampleBlocks(float[][] examples, int dimension) {
        this.dimension = dimension;
        size = examples.length;
        blocks = new Block[(size + SIZE - 1) / SIZE];
        Blocks.forEachOf(size, SIZE, () -> null, (block, from, to, none) -> blocks[block] = block(examples, from, to));
    }

    private Block block(float[][] all, int from, int to) {
        float[][] examples = new float[fours(to - from) * FloatRows.INPUTS][];
        float[][] features = new float[CHAINS * chainLength(dimension)][to - from];
        for (int n = 0; n < examples.length; n++) {
            examples[n] = from + n < to ? all[from + n] : new float[dimension];
        }
        for (int d = 0; d < dimension; d++) {
            float[] feature = features[place(d, dimension)];
            for (int n = 0; n < feature.length; n++) {
                feature[n] = examples[n][d];
            }
        }
        return new Block(to - from, examples, features);
    }

    /** Where feature d is. */
    static int place(int d, int dimension) {
        int whole = dimension - dimension % CHAINS;
        return d < whole ? d % CHAINS * chainLength(dimension) + d / CHAINS : dimension / CHAINS + d - whole;
    }

    /** Places of a chain, a multiple of four. */
    static int chainLength(int dimension) {
        return fours(dimension / CHAINS + dimension % CHAINS) * FloatRows.INPUTS;
    }

    private static int fours(int count) {
        return (count + FloatRows.INPUTS - 1) / FloatRows.INPUTS;
    }

    int size() {
        return size;
    }

    int dimension() {
        return dimension;
    }

    int count() {
        return blocks.length;
    }

    Block get(int block) {
        return blocks[block];
    }
}
