package org.relabel4j.core.noise;

import java.util.Arrays;
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
    private final int numLabelled;
    private final double[] counts;
    private final int numSuspects;

    private ConfidentJoint(int numClasses, int numLabelled, double[] counts, int numSuspects) {
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
        int numClasses = predProbs.numClasses();
        double[] thresholds = ClassThresholds.of(labels, predProbs);
        double[] counts = new double[numClasses * numClasses];
        int numSuspects = 0;
        int[] numGiven = new int[numClasses];
        double[] row = new double[numClasses];
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] >= 0) {
                numGiven[labels[i]]++;
                predProbs.copyRows(i, i + 1, row, 0);
                int confident = confidentClass(row, thresholds);
                if (confident >= 0) {
                    counts[labels[i] * numClasses + confident]++;
                    numSuspects += confident == labels[i] ? 0 : 1;
                }
            }
        }
        calibrate(counts, numGiven);
        return new ConfidentJoint(numClasses, Arrays.stream(numGiven).sum(), counts, numSuspects);
    }

    private static int confidentClass(double[] row, double[] thresholds) {
        int best = -1;
        for (int k = 0; k < row.length; k++) {
            if (row[k] >= thresholds[k] && (best < 0 || row[k] > row[best])) {
                best = k;
            }
        }
        return best;
    }

    private static void calibrate(double[] counts, int[] numGiven) {
        int numClasses = numGiven.length;
        for (int y = 0; y < numClasses; y++) {
            double sum = 0;
            for (int k = 0; k < numClasses; k++) {
                sum += counts[y * numClasses + k];
            }
            if (sum == 0) {
                counts[y * numClasses + y] = numGiven[y];
            }
            for (int k = 0; k < numClasses && sum > 0; k++) {
                counts[y * numClasses + k] *= numGiven[y] / sum;
            }
        }
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
    public int numSuspects() {
        return numSuspects;
    }
}
