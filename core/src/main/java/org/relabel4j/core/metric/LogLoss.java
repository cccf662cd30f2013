package org.relabel4j.core.metric;

import org.relabel4j.core.probability.Probabilities;

/** Mean cross-entropy of labels under predicted probabilities, in nats. */
public final class LogLoss {
    /**
     * Least probability that counts: a class to which a model gives 0 costs 13.8 nats, and not infinitely many. cleanlab's bound;
     * scikit-learn's {@code log_loss} has that of the number type, 1e-7 of 32-bit floats.
     */
    public static final double MIN_PROB = 1e-6;

    /** Least probability that counts in scikit-learn's {@code log_loss} of 64-bit floats: 0 costs 36 nats. */
    public static final double SCIKIT_LEARN_MIN_PROB = Math.ulp(1.0);

    private LogLoss() {}

    /** The mean over labelled examples of {@code -ln p(label)}, where p is at least {@link #MIN_PROB}. */
    public static double of(Probabilities predProbs, int[] labels) {
        return of(predProbs, labels, MIN_PROB);
    }

    /**
     * The mean over labelled examples of {@code -ln p(label)}.
     *
     * @param labels class of each example, or -1 for one that does not count
     * @param minProb least probability that counts, above 0
     * @return NaN if no example counts
     * @throws IllegalArgumentException if the sizes differ
     */
    public static double of(Probabilities predProbs, int[] labels, double minProb) {
        Accuracy.checkLengths(predProbs.numExamples(), labels.length);
        double sum = 0;
        int counted = 0;
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] >= 0) {
                sum -= Math.log(Math.max(predProbs.get(i, labels[i]), minProb));
                counted++;
            }
        }
        return sum / counted;
    }

    /** The log loss of giving each class its share of the labels, which a model should beat; NaN without labels. */
    public static double ofGuessing(int[] labels, int numClasses) {
        int[] counts = new int[numClasses];
        int labelled = 0;
        for (int label : labels) {
            if (label >= 0) {
                counts[label]++;
                labelled++;
            }
        }
        double sum = labelled == 0 ? Double.NaN : 0;
        for (int count : counts) {
            sum -= count == 0 ? 0 : (double) count / labelled * Math.log((double) count / labelled);
        }
        return sum;
    }
}
