package org.relabel4j.core.noise;

import org.relabel4j.core.parallel.Tally;
import org.relabel4j.core.probability.Probabilities;

/** How sure a model is of each class where examples are labelled so: the sums behind the thresholds of confident learning. */
public final class ThresholdTally implements Tally<ThresholdTally.Part, double[], ThresholdTally> {
    private static final long serialVersionUID = 1L;

    private final double[] sums;
    private final long[] counts;

    /** Label of each example, or -1, and the predictions. */
    public record Part(int[] labels, Probabilities predProbs) {}

    /** Of nothing yet. */
    public ThresholdTally(int numClasses) {
        sums = new double[numClasses];
        counts = new long[numClasses];
    }

    @Override
    public void add(Part part) {
        for (int i = 0; i < part.labels().length; i++) {
            int label = part.labels()[i];
            if (label >= 0) {
                sums[label] += part.predProbs().get(i, label);
                counts[label]++;
            }
        }
    }

    @Override
    public void merge(ThresholdTally other) {
        for (int k = 0; k < sums.length; k++) {
            sums[k] += other.sums[k];
            counts[k] += other.counts[k];
        }
    }

    /** Thresholds, length K; infinite for a class without an example. */
    @Override
    public double[] finish() {
        double[] thresholds = new double[sums.length];
        for (int k = 0; k < sums.length; k++) {
            thresholds[k] =
                    counts[k] == 0 ? Double.POSITIVE_INFINITY : Math.max(Double.MIN_NORMAL, sums[k] / counts[k]);
        }
        return thresholds;
    }
}
