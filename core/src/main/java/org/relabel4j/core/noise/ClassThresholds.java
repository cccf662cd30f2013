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
        ThresholdTally tally = new ThresholdTally(predProbs.numClasses());
        tally.add(new ThresholdTally.Part(labels, predProbs));
        return tally.finish();
    }
}
