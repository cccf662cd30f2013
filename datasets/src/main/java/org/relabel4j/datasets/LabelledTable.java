package org.relabel4j.datasets;

import java.util.Arrays;
import java.util.List;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.random.Shuffles;
import org.relabel4j.core.training.FeatureMatrix;

/**
 * Rows of features with a class each, as read from a file. The arrays are not copied.
 *
 * @param numFeatures features a row
 * @param features length rows × numFeatures, row by row
 * @param labels class of each row
 */
record LabelledTable(int numFeatures, float[] features, int[] labels) {
    /** Rows of equal length, at least one. */
    static LabelledTable of(List<float[]> rows, int[] labels) {
        int numFeatures = rows.get(0).length;
        float[] features = new float[Math.multiplyExact(labels.length, numFeatures)];
        for (int row = 0; row < labels.length; row++) {
            System.arraycopy(rows.get(row), 0, features, row * numFeatures, numFeatures);
        }
        return new LabelledTable(numFeatures, features, labels);
    }

    int size() {
        return labels.length;
    }

    /** A data set of one's own: the rows in an order that the seed decides, of which the last are the test set. */
    Dataset split(String name, List<String> classNames, double testFraction, long seed) {
        int[] order = Shuffles.permutation(size(), Seeds.generator(seed, "data set " + name));
        int poolSize = size() - (int) Math.round(size() * testFraction);
        return dataset(name, order, poolSize, classNames, "your own");
    }

    /** A data set of the rows with the given numbers: the pool and, from {@code poolSize} on, the test set. */
    Dataset dataset(String name, int[] rows, int poolSize, List<String> classNames, String attribution) {
        int[] pool = Arrays.copyOf(rows, poolSize);
        int[] test = Arrays.copyOfRange(rows, poolSize, rows.length);
        return new Dataset(name, examples(pool), labels(pool), examples(test), labels(test), classNames, attribution);
    }

    /** The rows with the given numbers, in that order. */
    private FeatureMatrix examples(int[] rows) {
        float[] values = new float[rows.length * numFeatures];
        for (int n = 0; n < rows.length; n++) {
            System.arraycopy(features, rows[n] * numFeatures, values, n * numFeatures, numFeatures);
        }
        return FeatureMatrix.ofRowMajor(rows.length, numFeatures, values);
    }

    /** The classes of the rows with the given numbers. */
    private int[] labels(int[] rows) {
        return Arrays.stream(rows).map(row -> labels[row]).toArray();
    }
}
