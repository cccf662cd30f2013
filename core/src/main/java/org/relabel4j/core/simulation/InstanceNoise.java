package org.relabel4j.core.simulation;

import java.util.Arrays;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.relabel4j.core.embedding.NearestNeighbours;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.probability.Probabilities;

/**
 * Label noise that depends on the example: harder ones are mislabelled more, and as the classes that they resemble.
 *
 * <p>How hard an example is, is read from a reference distribution over its classes: of a model trained on the truth, of many
 * people's answers, or of its neighbours ({@link #neighbourReference}). The examples are ranked by the reference probability
 * of their true class; the one of rank r of N (0 = easiest) is mislabelled with probability {@code rate · (2r + 1) / N}, whose
 * mean is exactly the rate. A wrong label is drawn in proportion to the reference probabilities of the other classes, all of
 * which get a little so that none is impossible. This is our own, simple form of the instance-dependent noise of Xia et al. 2020
 * (arXiv:2006.07836); no result of theirs is reproduced with it.
 */
public final class InstanceNoise {
    /** Weight of the uniform distribution over wrong classes, beside the reference. */
    private static final double SMOOTHING = 0.01;

    private InstanceNoise() {}

    /**
     * The distribution of labels of each example, for {@link AnnotatorModel#drawingFrom}.
     *
     * @param trueLabels true class of each example
     * @param reference how much each example resembles each class, shape (N, K)
     * @param noiseRate mean probability of a wrong label, 0 to 0.5: the hardest example has twice that
     * @return P(label | example), shape (N, K)
     * @throws IllegalArgumentException if sizes differ or the rate is out of range
     */
    public static Probabilities labelDistribution(int[] trueLabels, Probabilities reference, double noiseRate) {
        if (!(noiseRate >= 0 && noiseRate <= 0.5)) {
            throw new IllegalArgumentException(
                    "mean noise rate is " + noiseRate + ", expected 0 to 0.5: the hardest example has twice that");
        }
        return labelDistribution(trueLabels, reference, noiseRate, 1);
    }

    /**
     * The same with the noise concentrated in the hardest examples: the one of rank r is mislabelled with a probability in
     * proportion to {@code ((2r + 1) / N)^c}, whose mean is the rate.
     *
     * @param trueLabels true class of each example
     * @param reference how much each example resembles each class, shape (N, K)
     * @param noiseRate mean probability of a wrong label, at least 0
     * @param concentration c, at least 0: 0 spreads the noise evenly, 1 is the linear growth of the other method; with a large
     *     one most examples are labelled alike by everybody and a few by nobody
     * @return P(label | example), shape (N, K)
     * @throws IllegalArgumentException if sizes differ, or the hardest example would be mislabelled with a probability above 1
     */
    public static Probabilities labelDistribution(
            int[] trueLabels, Probabilities reference, double noiseRate, double concentration) {
        int n = trueLabels.length;
        int numClasses = reference.numClasses();
        if (reference.numExamples() != n) {
            throw new IllegalArgumentException(
                    "reference has " + reference.numExamples() + " rows for " + n + " examples");
        }
        if (!(noiseRate >= 0 && concentration >= 0)) {
            throw new IllegalArgumentException("mean noise rate is " + noiseRate + " and its concentration "
                    + concentration + ", expected at least 0");
        }
        double[] weights = Arrays.stream(ranksByDifficulty(trueLabels, reference))
                .map(rank -> Math.pow((2 * rank + 1) / n, concentration))
                .toArray();
        double mean = Arrays.stream(weights).average().orElse(1);
        double hardest = noiseRate * Arrays.stream(weights).max().orElse(0) / mean;
        if (hardest > 1) {
            throw new IllegalArgumentException("mean noise rate is " + noiseRate + " with concentration "
                    + concentration + ", which would mislabel the hardest example with a probability of "
                    + (float) hardest + "; lower one of them");
        }
        double[] values = new double[Math.multiplyExact(n, numClasses)];
        double[] row = new double[numClasses];
        for (int i = 0; i < n; i++) {
            reference.copyRows(i, i + 1, row, 0);
            fillRow(values, i * numClasses, row, trueLabels[i], noiseRate * weights[i] / mean);
        }
        return DenseProbabilities.ofRowMajor(n, numClasses, values);
    }

    private static void fillRow(double[] values, int offset, double[] reference, int trueLabel, double flip) {
        int numClasses = reference.length;
        double others = 0;
        for (int k = 0; k < numClasses; k++) {
            others += k == trueLabel ? 0 : reference[k] + SMOOTHING;
        }
        for (int k = 0; k < numClasses; k++) {
            values[offset + k] = k == trueLabel ? 1 - flip : flip * (reference[k] + SMOOTHING) / others;
        }
    }

    /** Rank of each example, 0 = the reference is surest of its true class; equal ones share their mean rank. */
    private static double[] ranksByDifficulty(int[] trueLabels, Probabilities reference) {
        double[] difficulty = new double[trueLabels.length];
        for (int i = 0; i < difficulty.length; i++) {
            difficulty[i] = 1 - reference.get(i, trueLabels[i]);
        }
        if (difficulty.length == 0) {
            return difficulty;
        }
        return Arrays.stream(new NaturalRanking().rank(difficulty))
                .map(rank -> rank - 1)
                .toArray();
    }

    /**
     * A reference for tables: the classes of each example's nearest neighbours and its own, k + 1 votes in all.
     *
     * @param features vectors of the examples; scale them first if their units differ
     * @param trueLabels true class of each example
     * @param numClasses classes K
     * @param k neighbours to ask, at least 1
     * @return shape (N, K)
     * @throws IllegalArgumentException if sizes differ or k is below 1
     */
    public static Probabilities neighbourReference(Embeddings features, int[] trueLabels, int numClasses, int k) {
        int n = trueLabels.length;
        if (features.numExamples() != n) {
            throw new IllegalArgumentException(
                    "there are features of " + features.numExamples() + " examples and labels of " + n);
        }
        int[] rows = new int[n];
        for (int i = 0; i < n; i++) {
            rows[i] = i;
        }
        NearestNeighbours neighbours = NearestNeighbours.among(features, rows, k);
        double[] values = new double[Math.multiplyExact(n, numClasses)];
        double vote = 1.0 / (neighbours.k() + 1);
        for (int i = 0; i < n; i++) {
            values[i * numClasses + trueLabels[i]] += vote;
            for (int rank = 0; rank < neighbours.k(); rank++) {
                values[i * numClasses + trueLabels[neighbours.neighbour(i, rank)]] += vote;
            }
        }
        return DenseProbabilities.ofRowMajor(n, numClasses, values);
    }
}
