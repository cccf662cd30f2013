package org.relabel4j.core.noise;

import org.relabel4j.core.probability.Probabilities;

/**
 * How sure a model usually is of each class: the mean probability of the class over the examples labelled so. A model that is
 * shy about a class has a low threshold there.
 *
 * <p>Source: Northcutt, Jiang and Chuang 2021, "Confident learning", arXiv:1911.00068, equation (2).
 */
final class ClassThresholds {
    private ClassThresholds() {}

    /**
     * Thresholds of all classes.
     *
     * @param labels label of each example, or -1
     * @return length K; infinite for a class without an example
     */
    static double[] of(int[] labels, Probabilities predProbs) {
        double[] sums = new double[predProbs.numClasses()];
        int[] counts = new int[sums.length];
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] >= 0) {
                sums[labels[i]] += predProbs.get(i, labels[i]);
                counts[labels[i]]++;
            }
        }
        for (int k = 0; k < sums.length; k++) {
            sums[k] = counts[k] == 0 ? Double.POSITIVE_INFINITY : Math.max(Double.MIN_NORMAL, sums[k] / counts[k]);
        }
        return sums;
    }
}
