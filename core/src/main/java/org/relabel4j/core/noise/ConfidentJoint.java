package org.relabel4j.core.noise;

import org.relabel4j.core.probability.Probabilities;

/**
 * An estimate of how labels given and true labels go together, from out-of-sample predictions. Immutable.
 *
 * <p>An example labelled y counts as truly k if k is the likeliest class among those whose probability reaches their class
 * threshold; if none does, it does not count. Each row of counts is then stretched to the number of examples labelled so.
 *
 * <p>Source: Northcutt, Jiang and Chuang 2021, "Confident learning: estimating uncertainty in dataset labels",
 * arXiv:1911.00068, equations (1) to (3). A label of which no example counts is taken to be right.
 */
public final class ConfidentJoint {
    private final int numClasses;
    private final long numLabelled;
    private final double[] counts;
    private final long numSuspects;

    /** Keeps the counts, by label given and then true class. */
    ConfidentJoint(int numClasses, long numLabelled, double[] counts, long numSuspects) {
        this.numClasses = numClasses;
        this.numLabelled = numLabelled;
        this.counts = counts;
        this.numSuspects = numSuspects;
    }

    /**
     * Estimates the joint distribution.
     *
     * @param labels label of each example, or -1 for those without
     * @param predProbs out-of-sample probabilities, shape (N, K)
     * @throws IllegalArgumentException if the sizes differ
     */
    public static ConfidentJoint estimate(int[] labels, Probabilities predProbs) {
        if (labels.length != predProbs.numExamples()) {
            throw new IllegalArgumentException("there are " + labels.length + " labels but predictions of "
                    + predProbs.numExamples() + " examples");
        }
        ConfidentJointTally tally = new ConfidentJointTally(ClassThresholds.of(labels, predProbs));
        tally.add(new ThresholdTally.Part(labels, predProbs));
        return tally.finish();
    }

    /** Estimated number of labelled examples with a label given whose true class is another or the same. */
    public double count(int given, int trueClass) {
        return counts[given * numClasses + trueClass];
    }

    /** Estimated fraction of wrong labels among the labelled examples; NaN if there is none. */
    public double noiseRate() {
        double right = 0;
        for (int k = 0; k < numClasses; k++) {
            right += count(k, k);
        }
        return numLabelled == 0 ? Double.NaN : Math.max(0, 1 - right / numLabelled);
    }

    /** Number of examples that count as truly of another class than their label. */
    public long numSuspects() {
        return numSuspects;
    }
}
