package org.relabel4j.core.metric;

import org.relabel4j.core.probability.Probabilities;

/**
 * The mean squared distance of predicted probabilities from the truth: 0 is best.
 *
 * <p>Source: Brier 1950, "Verification of forecasts expressed in terms of probability", equation 2: the mean over examples of
 * {@code sum_k (p_k - y_k)^2}, where y is 1 for the right class and 0 for the others; at most 2. With two classes it is halved, at
 * most 1, as is usual and as scikit-learn's {@code brier_score_loss} does: the squared error of one class's probability.
 */
public final class Brier {
    private Brier() {}

    /**
     * Brier score.
     *
     * @param labels class of each example, or -1 for one that does not count
     * @return NaN if no example counts
     * @throws IllegalArgumentException if the sizes differ
     */
    public static double of(Probabilities predProbs, int[] labels) {
        Accuracy.checkLengths(predProbs.numExamples(), labels.length);
        double[] row = new double[predProbs.numClasses()];
        double sum = 0;
        int counted = 0;
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] >= 0) {
                predProbs.copyRows(i, i + 1, row, 0);
                row[labels[i]] -= 1;
                for (double difference : row) {
                    sum += difference * difference;
                }
                counted++;
            }
        }
        return sum / (row.length == 2 ? 2 : 1) / counted;
    }
}
