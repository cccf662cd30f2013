package org.relabel4j.core.metric;

import org.relabel4j.core.probability.Probabilities;

/**
 * How far a model's confidence is from its accuracy.
 *
 * <p>Source: Naeini, Cooper and Hauskrecht 2015, "Obtaining well calibrated probabilities using Bayesian binning"; 15 bins
 * as Guo et al. 2017, arXiv:1706.04599, section 2.
 */
public final class CalibrationError {
    /** Bins of equal width that {@link #expected(Probabilities, int[])} uses. */
    public static final int DEFAULT_BINS = 15;

    private CalibrationError() {}

    /** Expected calibration error with 15 bins. */
    public static double expected(Probabilities predProbs, int[] trueLabels) {
        return expected(predProbs, trueLabels, DEFAULT_BINS);
    }

    /**
     * Expected calibration error: {@code sum_b (n_b / N) |accuracy_b - confidence_b|}. Bin b of B holds the examples whose
     * largest probability is in (b / B, (b + 1) / B].
     *
     * @param trueLabels class of each example, or -1 for one that does not count
     * @param bins at least 1
     * @return in [0, 1]; NaN if no example counts
     * @throws IllegalArgumentException if sizes differ or bins is below 1
     */
    public static double expected(Probabilities predProbs, int[] trueLabels, int bins) {
        if (bins < 1) {
            throw new IllegalArgumentException("bins is " + bins + ", expected at least 1");
        }
        // Confidence less accuracy, summed: dividing by n_b and weighting by n_b / N leaves a division by N.
        double[] excess = new double[bins];
        int[] predicted = ClassCounts.likeliest(predProbs, trueLabels);
        int counted = 0;
        for (int i = 0; i < trueLabels.length; i++) {
            if (trueLabels[i] < 0) {
                continue;
            }
            counted++;
            double confidence = predProbs.get(i, predicted[i]);
            int bin = Math.min(bins - 1, Math.max(0, (int) Math.ceil(confidence * bins) - 1));
            excess[bin] += confidence - (predicted[i] == trueLabels[i] ? 1 : 0);
        }
        double sum = 0;
        for (double value : excess) {
            sum += Math.abs(value);
        }
        return sum / counted;
    }
}
