package org.relabel4j.core.consensus;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** The largest value of a row, and the softmax. */
final class RowMath {
    private RowMath() {}

    /** Place, from 0, of the first largest of {@code length} values. */
    static int argmax(double[] values, int offset, int length) {
        int best = 0;
        for (int k = 1; k < length; k++) {
            if (values[offset + k] > values[offset + best]) {
                best = k;
            }
        }
        return best;
    }

    /** The same if no other value equals it, else -1. */
    static int uniqueArgmax(double[] values, int offset, int length) {
        int best = argmax(values, offset, length);
        for (int k = best + 1; k < length; k++) {
            if (values[offset + k] == values[offset + best]) {
                return -1;
            }
        }
        return best;
    }

    /** Place of the largest value of a row, drawn at random if several are equal. */
    static int randomArgmax(double[] row, RandomGenerator rng) {
        int unique = uniqueArgmax(row, 0, row.length);
        if (unique >= 0) {
            return unique;
        }
        double largest = row[argmax(row, 0, row.length)];
        int[] tied =
                IntStream.range(0, row.length).filter(k -> row[k] == largest).toArray();
        return tied[rng.nextInt(tied.length)];
    }

    /**
     * Replaces logarithms by the distribution they stand for.
     *
     * @return the logarithm of the sum of what they stood for
     */
    static double softmax(double[] row) {
        double largest = row[argmax(row, 0, row.length)];
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
