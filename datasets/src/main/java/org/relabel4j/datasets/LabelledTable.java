package org.relabel4j.datasets;

import org.relabel4j.core.training.FeatureMatrix;

/**
 * Rows of features with a class each, as read from a file. The arrays are not copied.
 *
 * @param numFeatures features a row
 * @param features length rows × numFeatures, row by row
 * @param labels class of each row
 */
record LabelledTable(int numFeatures, float[] features, int[] labels) {
    int size() {
        return labels.length;
    }

    /** The rows with the given numbers, in that order. */
    FeatureMatrix examples(int[] rows) {
        float[] values = new float[rows.length * numFeatures];
        for (int n = 0; n < rows.length; n++) {
            System.arraycopy(features, rows[n] * numFeatures, values, n * numFeatures, numFeatures);
        }
        return FeatureMatrix.ofRowMajor(rows.length, numFeatures, values);
    }

    /** The classes of the rows with the given numbers. */
    int[] labels(int[] rows) {
        int[] chosen = new int[rows.length];
        for (int n = 0; n < rows.length; n++) {
            chosen[n] = labels[rows[n]];
        }
        return chosen;
    }
}
