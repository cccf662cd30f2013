package org.relabel4j.core.metric;

import org.relabel4j.core.probability.Probabilities;

/**
 * The mean over classes of F1, the harmonic mean of precision and recall, in [0, 1].
 *
 * <p>{@code F1_k = 2 TP_k / (predicted_k + true_k)}, with the examples of class k that are predicted as it, all that are
 * predicted as it, and all that are of it. Classes that are neither predicted nor true do not count, as in scikit-learn's
 * {@code f1_score(average="macro")}.
 *
 * <p>Source: van Rijsbergen 1979, "Information Retrieval", chapter 7; of the two macro-averages that are in use, the mean of
 * F1, which Opitz and Burst 2019, arXiv:1911.03347, recommend.
 */
public final class MacroF1 {
    private MacroF1() {}

    /**
     * Macro F1 of the likeliest classes.
     *
     * @param labels class of each example, or -1 for one that does not count
     * @return NaN if no example counts
     * @throws IllegalArgumentException if the sizes differ
     */
    public static double of(Probabilities predProbs, int[] labels) {
        return of(ClassCounts.likeliest(predProbs, labels), labels, predProbs.numClasses());
    }

    /**
     * Macro F1 of predicted classes.
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
            int of = counts.predicted()[k] + counts.truth()[k];
            if (of > 0) {
                sum += 2.0 * counts.right()[k] / of;
                classes++;
            }
        }
        return sum / classes;
    }
}
