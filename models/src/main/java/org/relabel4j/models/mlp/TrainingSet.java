package org.relabel4j.models.mlp;

import org.relabel4j.core.training.Examples;

/**
 * What one network is fitted to: a view of some examples with their labels, and the seed of everything random.
 *
 * @param examples all examples, each with the same number of values
 * @param rows examples to train on
 * @param labels class of each row
 * @param numClasses classes K
 * @param seed seed of initial weights and batches
 */
@SuppressWarnings("ArrayRecordComponent") // package-private and short-lived: the arrays are only read
record TrainingSet(Examples examples, int[] rows, int[] labels, int numClasses, long seed) {
    int size() {
        return rows.length;
    }

    int numFeatures() {
        return examples.length();
    }

    /**
     * Copies the values of one example to {@code destination} from {@code offset} on.
     *
     * @param position position in {@link #rows}
     * @param scratch room for {@link #numFeatures} values
     */
    void copyTo(int position, float[] scratch, double[] destination, int offset) {
        examples.copyTo(rows[position], scratch, 0);
        for (int f = 0; f < numFeatures(); f++) {
            destination[offset + f] = scratch[f];
        }
    }
}
