package org.relabel4j.core.metric;

import org.relabel4j.core.probability.Probabilities;

/**
 * The mean over classes of recall, the share of a class's examples that are predicted as it, in [0, 1]: accuracy if all classes
 * were equally frequent. Classes without an example do not count, as in scikit-learn's {@code balanced_accuracy_score}.
 *
 * <p>Source: Brodersen et al. 2010, "The balanced accuracy and its posterior distribution", equation 2, for two classes; the
 * mean over more is the macro-averaged recall of Mosley 2013, "A balanced approach to the multi-class imbalance problem".
 */
public final class BalancedAccuracy {
    private BalancedAccuracy() {}

    /**
     * Balanced accuracy of the likeliest classes.
     *
     * @param labels class of each example, or -1 for one that does not count
     * @return NaN if no example counts
     * @throws IllegalArgumentException if the sizes differ
     */
    public static double of(Probabilities predProbs, int[] labels) {
        return of(ClassCounts.likeliest(predProbs, labels), labels, predProbs.numClasses());
    }

    /**
     * Balanced accuracy of predicted classes.
     *
     * @param predicted class of each example
     * @param labels likewise, or -1 for one that does not count
     * @return NaN if no example counts
     * @throws IllegalArgumentException if the lengths differ
     */
    public static double of(int[] predicted, int[] labels, int numClasses) {
        ClassCounts counts = ClassCounts.of(predicted, labels, numClasses);
        double sum = 0;
        int classes = 0;
        for (int k = 0; k < numClasses; k++) {
            if (counts.truth()[k] > 0) {
                sum += (double) counts.right()[k] / counts.truth()[k];
                classes++;
            }
        }
        return sum / classes;
    }
}
