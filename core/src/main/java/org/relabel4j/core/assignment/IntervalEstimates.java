package org.relabel4j.core.assignment;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;
import org.relabel4j.core.annotation.Annotations;

/**
 * How often each annotator agrees with the majority, with Student's interval.
 *
 * <p>An annotator's rewards are 1 for each label that is the majority's, 0 for each other one, and one more of each, so that there is an
 * interval from the start. With n rewards of mean m and standard deviation s (of which those are {@code √(m (1 − m))}) the interval is
 * {@code m ± t s / √n}, where t is the upper α/2 quantile of Student's distribution with n − 1 degrees of freedom. An end may be
 * outside [0, 1].
 *
 * <p>Source: Donmez, Carbonell and Schneider 2009, "Efficiently learning the accuracy of labeling sources for selective sampling", KDD,
 * section 3, as scikit-activeml 1.0.1 runs it ({@code IntervalEstimationAnnotModel}). Departure: of t classes that tie for the
 * majority, a label of one is rewarded by 1/t, what the peer's random choice among them gives on average.
 *
 * @param low lower end
 * @param mean mean reward
 * @param high upper end
 */
public record IntervalEstimates(double low, double mean, double high) {
    /** What the intervals leave out, half on either side, in the paper and in scikit-activeml. */
    public static final double ALPHA = 0.05;

    /**
     * The interval of each annotator.
     *
     * @param alpha in (0, 1)
     * @throws IllegalArgumentException if alpha is out of range
     */
    public static List<IntervalEstimates> of(Annotations annotations, double alpha) {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha is " + alpha + ", expected more than 0 and less than 1");
        }
        int[] numLabels = new int[annotations.numAnnotators()];
        double[] rewards = new double[numLabels.length];
        int[] votes = new int[annotations.numClasses()];
        for (int i = 0; i < annotations.numExamples(); i++) {
            annotations.addVotes(i, votes);
            reward(annotations, i, votes, numLabels, rewards);
            for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                votes[annotations.labelAt(a)] = 0;
            }
        }
        List<IntervalEstimates> all = new ArrayList<>();
        for (int j = 0; j < numLabels.length; j++) {
            all.add(interval(rewards[j] + 1, numLabels[j] + 2, alpha));
        }
        return all;
    }

    private static void reward(Annotations annotations, int i, int[] votes, int[] numLabels, double[] rewards) {
        int most = 0;
        int ofTied = 0;
        for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
            int count = votes[annotations.labelAt(a)];
            ofTied = count > most ? 1 : count == most ? ofTied + 1 : ofTied;
            most = Math.max(most, count);
        }
        for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
            int j = annotations.annotatorAt(a);
            numLabels[j]++;
            // Of the labels, ofTied are of tied classes, each with the most votes.
            rewards[j] += votes[annotations.labelAt(a)] == most ? (double) most / ofTied : 0;
        }
    }

    private static IntervalEstimates interval(double sum, int n, double alpha) {
        double mean = sum / n;
        double t = new TDistribution(null, n - 1.0).inverseCumulativeProbability(1 - alpha / 2);
        double half = t * Math.sqrt(mean * (1 - mean) / n);
        return new IntervalEstimates(mean - half, mean, mean + half);
    }
}
