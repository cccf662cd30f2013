package org.relabel4j.core.numeric;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** What is asked of one row of values, again and again: the largest and its place, the softmax, the entropy. */
public final class RowMath {
    private RowMath() {}

    /** Place, from 0, of the first largest value. */
    public static int argmax(double[] row) {
        return argmax(row, 0, row.length);
    }

    /** Place, counted from {@code offset}, of the first largest of {@code length} values from there on. */
    public static int argmax(double[] values, int offset, int length) {
        int best = 0;
        for (int k = 1; k < length; k++) {
            if (values[offset + k] > values[offset + best]) {
                best = k;
            }
        }
        return best;
    }

    /** The same of floats. */
    public static int argmax(float[] values, int offset, int length) {
        int best = 0;
        for (int k = 1; k < length; k++) {
            if (values[offset + k] > values[offset + best]) {
                best = k;
            }
        }
        return best;
    }

    /** As {@link #argmax(double[], int, int)} if no other value equals the largest, else -1. */
    public static int uniqueArgmax(double[] values, int offset, int length) {
        int best = argmax(values, offset, length);
        for (int k = best + 1; k < length; k++) {
            if (values[offset + k] == values[offset + best]) {
                return -1;
            }
        }
        return best;
    }

    /** Place of the largest value of a row, drawn at random if several are equal. */
    public static int randomArgmax(double[] row, RandomGenerator rng) {
        int unique = uniqueArgmax(row, 0, row.length);
        if (unique >= 0) {
            return unique;
        }
        double largest = row[argmax(row)];
        int[] tied =
                IntStream.range(0, row.length).filter(k -> row[k] == largest).toArray();
        return tied[rng.nextInt(tied.length)];
    }

    /** The largest of {@code length} probabilities from {@code offset} on; 0 of none. */
    public static double largest(double[] probs, int offset, int length) {
        double largest = 0;
        for (int n = offset; n < offset + length; n++) {
            largest = Math.max(largest, probs[n]);
        }
        return largest;
    }

    /** {@code sum_k p_k ln p_k}, in nats: −ln K to 0. A probability of 0 adds nothing, since {@link FastLog} is finite there. */
    public static double negativeEntropy(double[] p) {
        double sum = 0;
        for (double value : p) {
            sum += value * FastLog.of(value);
        }
        return sum;
    }

    /**
     * Replaces logarithms by the distribution they stand for: scores by their softmax.
     *
     * @return the logarithm of the sum of what they stood for
     */
    public static double softmax(double[] row) {
        double largest = row[argmax(row)];
        double sum = 0;
        for (int k = 0; k < row.length; k++) {
            row[k] = Math.exp(row[k] - largest);
            sum += row[k];
        }
        for (int k = 0; k < row.length; k++) {
            row[k] /= sum;
        }
        return largest + Math.log(sum);
    }
}
