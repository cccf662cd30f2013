package org.relabel4j.core.simulation;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.relabel4j.core.text.Counted;

/**
 * How an annotator confuses classes: {@code P(label | true class)}. Immutable.
 *
 * <p>Rows are true classes and sum to 1; columns are labels given. cleanlab's noise matrices are the transpose: their columns
 * are true classes.
 */
public final class NoiseMatrix {
    private static final double SUM_TOLERANCE = 1e-9;

    private final int numClasses;
    private final double[] values;

    private NoiseMatrix(int numClasses, double[] values) {
        this.numClasses = numClasses;
        this.values = values;
    }

    /**
     * A matrix from its rows.
     *
     * @param rows {@code rows[y][k]} = P(label k | true class y); square, at least 2 × 2; copied
     * @throws IllegalArgumentException if it is not square, or a row is not a distribution; the message names the row
     */
    public static NoiseMatrix of(double[][] rows) {
        int numClasses = rows.length;
        checkNumClasses(numClasses);
        double[] values = new double[numClasses * numClasses];
        for (int y = 0; y < numClasses; y++) {
            if (rows[y].length != numClasses) {
                throw new IllegalArgumentException("noise matrix row " + y + " has " + rows[y].length
                        + " values, expected " + numClasses + ", as many as rows");
            }
            double sum = 0;
            for (int k = 0; k < numClasses; k++) {
                if (!(rows[y][k] >= 0)) {
                    throw new IllegalArgumentException("noise matrix row " + y + " has " + rows[y][k] + " for label "
                            + k + ", expected a probability");
                }
                sum += rows[y][k];
                values[y * numClasses + k] = rows[y][k];
            }
            if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
                throw new IllegalArgumentException(
                        "noise matrix row " + y + " sums to " + sum + ", expected 1: rows are true classes");
            }
        }
        return new NoiseMatrix(numClasses, values);
    }

    /**
     * Symmetric noise: a wrong label is any other class, equally likely.
     *
     * @param numClasses classes K, at least 2
     * @param noiseRate probability of a wrong label, 0 to 1
     * @throws IllegalArgumentException if an argument is out of range
     */
    public static NoiseMatrix uniform(int numClasses, double noiseRate) {
        checkNumClasses(numClasses);
        checkNoiseRate(noiseRate);
        double[][] rows = new double[numClasses][numClasses];
        for (int y = 0; y < numClasses; y++) {
            Arrays.fill(rows[y], noiseRate / (numClasses - 1));
            rows[y][y] = 1 - noiseRate;
        }
        return of(rows);
    }

    /**
     * Pairwise noise: a wrong label of class y is always class y + 1, and of the last class the first one.
     *
     * @param numClasses classes K, at least 2
     * @param noiseRate probability of a wrong label, 0 to 1
     * @throws IllegalArgumentException if an argument is out of range
     */
    public static NoiseMatrix pairwise(int numClasses, double noiseRate) {
        int[] mistakenFor = new int[Math.max(numClasses, 0)];
        for (int y = 0; y < numClasses; y++) {
            mistakenFor[y] = (y + 1) % numClasses;
        }
        return asymmetric(mistakenFor, noiseRate);
    }

    /**
     * Asymmetric noise: each class is mistaken for one other.
     *
     * @param mistakenFor for each true class, the label given when it is wrong; a class mistaken for itself has no noise
     * @param noiseRate probability of a wrong label, 0 to 1
     * @throws IllegalArgumentException if a class is out of range, or the rate
     */
    public static NoiseMatrix asymmetric(int[] mistakenFor, double noiseRate) {
        checkNumClasses(mistakenFor.length);
        checkNoiseRate(noiseRate);
        double[][] rows = new double[mistakenFor.length][mistakenFor.length];
        for (int y = 0; y < mistakenFor.length; y++) {
            if (mistakenFor[y] < 0 || mistakenFor[y] >= mistakenFor.length) {
                throw new IllegalArgumentException("class " + y + " is mistaken for " + mistakenFor[y]
                        + ", expected 0 to " + (mistakenFor.length - 1));
            }
            rows[y][y] = 1 - noiseRate;
            rows[y][mistakenFor[y]] += noiseRate;
        }
        return of(rows);
    }

    /**
     * A random matrix of a given trace from which the classes can be learnt, with the other settings of
     * {@link TraceNoise#defaults}.
     *
     * @param trace sum of the diagonal; trace / K is the mean probability of a right label
     * @param classPriors probability of each true class, length K
     * @throws IllegalArgumentException if there is no such matrix, or none was found
     */
    public static NoiseMatrix withTrace(double trace, double[] classPriors, RandomGenerator rng) {
        return TraceNoise.defaults(trace).draw(classPriors, rng);
    }

    /** Number of classes K. */
    public int numClasses() {
        return numClasses;
    }

    /** P(label | true class). */
    public double probability(int label, int trueClass) {
        return values[trueClass * numClasses + label];
    }

    /** Sum of the diagonal. */
    public double trace() {
        double sum = 0;
        for (int k = 0; k < numClasses; k++) {
            sum += probability(k, k);
        }
        return sum;
    }

    /**
     * Probability of a wrong label.
     *
     * @param classPriors probability of each true class, length K
     */
    public double noiseRate(double[] classPriors) {
        double rate = 0;
        for (int y = 0; y < numClasses; y++) {
            rate += classPriors[y] * (1 - probability(y, y));
        }
        return rate;
    }

    /**
     * Whether the classes can be learnt from labels with this noise: {@code P(true k) P(label k) < P(true k, label k)} for
     * every class of positive prior (Northcutt, Wu and Chuang 2017, arXiv:1705.01936).
     *
     * @param classPriors probability of each true class, length K
     */
    public boolean isLearnable(double[] classPriors) {
        for (int k = 0; k < numClasses; k++) {
            double labelProbability = 0;
            for (int y = 0; y < numClasses; y++) {
                labelProbability += classPriors[y] * probability(k, y);
            }
            if (classPriors[k] > 0 && labelProbability >= probability(k, k)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The label that a random number stands for.
     *
     * @param trueClass class of the example
     * @param uniform in [0, 1)
     */
    public int label(int trueClass, double uniform) {
        return Draws.fromRow(values, trueClass * numClasses, numClasses, uniform);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoiseMatrix that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "NoiseMatrix[" + numClasses + " classes, trace " + trace() + "]";
    }

    private static void checkNumClasses(int numClasses) {
        if (numClasses < 2) {
            throw new IllegalArgumentException(
                    "a noise matrix of " + Counted.of(numClasses, "class", "classes") + ", expected at least 2");
        }
    }

    private static void checkNoiseRate(double noiseRate) {
        if (!(noiseRate >= 0 && noiseRate <= 1)) {
            throw new IllegalArgumentException("noise rate is " + noiseRate + ", expected 0 to 1");
        }
    }
}
