package org.relabel4j.core.simulation;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.relabel4j.core.random.Shuffles;

/**
 * Settings for random noise matrices of a given trace: what cleanlab's {@code generate_noise_matrix_from_trace} documents.
 *
 * <p>The diagonal is drawn uniformly from all diagonals of that trace within the bounds (a truncated Dirichlet(1, …, 1)), then
 * each row's noise rates likewise from those that fill the row up to 1; whole matrices are drawn until one is learnable.
 * cleanlab moves the excess of values that are out of bounds to random others instead, so single matrices and the exact
 * distribution differ. Its parameters carry the same names and defaults.
 *
 * @param trace sum of the diagonal, in (0, K]
 * @param minTraceProb smallest value on the diagonal
 * @param maxTraceProb largest value on the diagonal
 * @param minNoiseRate smallest value off the diagonal, but for those set to 0
 * @param maxNoiseRate largest value off the diagonal
 * @param fracZeroNoiseRates fraction of the K(K − 1) values off the diagonal to set to 0; rounded to whole values
 * @param learnable whether the classes must be learnable from the labels ({@link NoiseMatrix#isLearnable}); then the trace
 *     must exceed 1
 * @param maxTries matrices to draw before giving up
 */
public record TraceNoise(
        double trace,
        double minTraceProb,
        double maxTraceProb,
        double minNoiseRate,
        double maxNoiseRate,
        double fracZeroNoiseRates,
        boolean learnable,
        int maxTries) {
    private static final double ROUNDING = 1e-9;

    /**
     * @throws IllegalArgumentException if a bound is not a probability, or a lower one above its upper one
     */
    public TraceNoise {
        checkBounds("trace probabilities", minTraceProb, maxTraceProb);
        checkBounds("noise rates", minNoiseRate, maxNoiseRate);
        if (!(fracZeroNoiseRates >= 0 && fracZeroNoiseRates <= 1)) {
            throw new IllegalArgumentException(
                    "fraction of zero noise rates is " + fracZeroNoiseRates + ", expected 0 to 1");
        }
        if (maxTries < 1) {
            throw new IllegalArgumentException("maxTries is " + maxTries + ", expected at least 1");
        }
    }

    /** cleanlab's defaults: diagonal from 1e-5 to 1, noise rates from 0 to 1 − 1e-5, none zero, learnable, 10,000 tries. */
    public static TraceNoise defaults(double trace) {
        return new TraceNoise(trace, 1e-5, 1.0, 0.0, 1 - 1e-5, 0.0, true, 10_000);
    }

    /** These settings for labels from which nothing may be learnt: annotators at or below chance. */
    public TraceNoise allowingUnlearnable() {
        return new TraceNoise(
                trace, minTraceProb, maxTraceProb, minNoiseRate, maxNoiseRate, fracZeroNoiseRates, false, maxTries);
    }

    /**
     * Draws a matrix.
     *
     * @param classPriors probability of each true class, length K, at least 2
     * @throws IllegalArgumentException if the settings contradict each other, or no matrix that fulfils them was found
     */
    public NoiseMatrix draw(double[] classPriors, RandomGenerator rng) {
        int numClasses = classPriors.length;
        checkPossible(numClasses);
        for (int attempt = 0; attempt < maxTries; attempt++) {
            double[] diagonal = BoundedSimplex.draw(numClasses, trace, minTraceProb, maxTraceProb, rng);
            double[][] rows = fill(diagonal, rng);
            if (rows.length > 0) {
                NoiseMatrix matrix = NoiseMatrix.of(rows);
                if (!learnable || matrix.isLearnable(classPriors)) {
                    return matrix;
                }
            }
        }
        throw new IllegalArgumentException("found no " + (learnable ? "learnable " : "") + numClasses + " x "
                + numClasses + " noise matrix of trace " + trace + " in " + maxTries
                + " tries; raise the trace or widen the bounds");
    }

    /** Rows for a diagonal, or none if its noise rates cannot be kept within their bounds. */
    private double[][] fill(double[] diagonal, RandomGenerator rng) {
        int numClasses = diagonal.length;
        boolean[][] zero = zeros(numClasses, rng);
        double[][] rows = new double[numClasses][numClasses];
        for (int y = 0; y < numClasses; y++) {
            int numRates = 0;
            for (int k = 0; k < numClasses; k++) {
                numRates += k == y || zero[y][k] ? 0 : 1;
            }
            double noise = Math.max(0, 1 - diagonal[y]);
            if (noise < numRates * minNoiseRate - ROUNDING || noise > numRates * maxNoiseRate + ROUNDING) {
                return new double[0][];
            }
            double[] rates = BoundedSimplex.draw(numRates, noise, minNoiseRate, maxNoiseRate, rng);
            int next = 0;
            for (int k = 0; k < numClasses; k++) {
                rows[y][k] = k == y ? diagonal[y] : zero[y][k] ? 0 : rates[next++];
            }
        }
        return rows;
    }

    /** Which noise rates are zero: random ones, but at least one per row is not. */
    private boolean[][] zeros(int numClasses, RandomGenerator rng) {
        int wanted = numZeros(numClasses);
        boolean[][] zero = new boolean[numClasses][numClasses];
        int[] left = new int[numClasses];
        Arrays.fill(left, numClasses - 1);
        for (int cell : Shuffles.permutation(numClasses * numClasses, rng)) {
            int y = cell / numClasses;
            int k = cell % numClasses;
            if (wanted > 0 && y != k && left[y] > 1) {
                zero[y][k] = true;
                left[y]--;
                wanted--;
            }
        }
        return zero;
    }

    private int numZeros(int numClasses) {
        return (int) Math.round(fracZeroNoiseRates * numClasses * (numClasses - 1));
    }

    private void checkPossible(int numClasses) {
        if (numClasses < 2) {
            throw new IllegalArgumentException("there are " + numClasses + " class priors, expected at least 2");
        }
        if (!(trace >= numClasses * minTraceProb && trace <= numClasses * maxTraceProb)) {
            throw new IllegalArgumentException("trace is " + trace + ", expected " + (float) (numClasses * minTraceProb)
                    + " to " + (float) (numClasses * maxTraceProb) + " for " + numClasses + " classes");
        }
        if (learnable && trace <= 1) {
            throw new IllegalArgumentException(
                    "trace is " + trace + ", expected more than 1: nothing can be learnt from labels below chance");
        }
        if (numZeros(numClasses) > numClasses * (numClasses - 2)) {
            throw new IllegalArgumentException("fraction of zero noise rates is " + fracZeroNoiseRates
                    + ", expected at most " + (numClasses - 2.0) / (numClasses - 1) + " for " + numClasses
                    + " classes, which leaves one noise rate a class");
        }
    }

    private static void checkBounds(String what, double min, double max) {
        if (!(min >= 0 && max <= 1 && min <= max)) {
            throw new IllegalArgumentException(
                    what + " are bounded by " + min + " and " + max + ", expected 0 <= lower <= upper <= 1");
        }
    }
}
