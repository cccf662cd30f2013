package org.relabel4j.benchmarks.experiment;

import org.relabel4j.core.training.Examples;

/**
 * A pool and a test set with their true labels: the data of a simulation.
 *
 * @param pool the examples that may be asked about
 * @param poolLabels true class of each; the array is not copied and must not change
 * @param test examples to measure accuracy on; may be of size 0
 * @param testLabels true class of each; likewise
 * @param numClasses classes K, at least 2
 */
public record LabelledData(Examples pool, int[] poolLabels, Examples test, int[] testLabels, int numClasses) {
    /**
     * @throws IllegalArgumentException if sizes differ or a label is out of range
     */
    public LabelledData {
        check("pool", pool, poolLabels, numClasses);
        check("test set", test, testLabels, numClasses);
    }

    private static void check(String what, Examples examples, int[] labels, int numClasses) {
        if (examples.size() != labels.length) {
            throw new IllegalArgumentException(
                    what + " has " + examples.size() + " examples but " + labels.length + " labels");
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= numClasses) {
                throw new IllegalArgumentException(
                        what + " example " + i + " has label " + labels[i] + ", expected 0 to " + (numClasses - 1));
            }
        }
    }
}
