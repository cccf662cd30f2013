package org.relabel4j.models.linear;

import java.util.Arrays;

/**
 * Weights in the order of {@link ExampleBlocks}, and the scores that they give.
 *
 * @param rows by class, up to an even number, of which the last may be zeros
 * @param biases by class
 */
record ClassWeights(float[][] rows, float[] biases) {
    /** Classes whose sums stay near the processor while the features pass by. */
    private static final int CLASSES_AT_ONCE = 16;

    /**
     * @param weights shape (numClasses, dimension), then numClasses biases
     */
    static ClassWeights of(float[] weights, int dimension, int numClasses) {
        float[][] rows = new float[even(numClasses)][ExampleBlocks.CHAINS * ExampleBlocks.chainLength(dimension)];
        for (int d = 0; d < dimension; d++) {
            int place = ExampleBlocks.place(d, dimension);
            for (int k = 0; k < numClasses; k++) {
                rows[k][place] = weights[k * dimension + d];
            }
        }
        return new ClassWeights(
                rows, Arrays.copyOfRange(weights, numClasses * dimension, numClasses * (dimension + 1)));
    }

    /** The next even number: classes are taken two by two. */
    static int even(int numClasses) {
        return numClasses + numClasses % 2;
    }

    /** Room for the sums of a block. */
    float[][][] sums() {
        return new float[ExampleBlocks.CHAINS][rows.length][ExampleBlocks.SIZE];
    }

    /** Sums a block's products of weights and features by chain, class and example. */
    void addUp(ExampleBlocks.Block block, float[][][] sums) {
        for (float[][] chain : sums) {
            for (float[] ofClass : chain) {
                Arrays.fill(ofClass, 0, block.size(), 0);
            }
        }
        int length = block.features().length / ExampleBlocks.CHAINS;
        for (int first = 0; first < rows.length; first += CLASSES_AT_ONCE) {
            int last = Math.min(rows.length, first + CLASSES_AT_ONCE);
            for (int place = 0; place < block.features().length; place += FloatRows.INPUTS) {
                float[][] chain = sums[place / length];
                for (int k = first; k < last; k += 2) {
                    FloatRows.addScaled(
                            chain[k], chain[k + 1], 0, block.size(), block.features(), place, rows[k], rows[k + 1]);
                }
            }
        }
    }

    /** The scores of example n of a block, for each class. */
    void scores(float[][][] sums, int n, double[] scores) {
        for (int k = 0; k < scores.length; k++) {
            scores[k] = biases[k] + ((double) (sums[0][k][n] + sums[1][k][n]) + (sums[2][k][n] + sums[3][k][n]));
        }
    }
}
