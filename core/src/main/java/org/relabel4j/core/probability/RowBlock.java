package org.relabel4j.core.probability;

import org.relabel4j.core.numeric.FastLog;

/**
 * The rows of neighbouring examples, of which something is asked for all at once: class by class over the examples, which the
 * compiler turns into vector instructions, as it cannot within a short row. Answers are arrays of a value an example.
 */
public final class RowBlock {
    private final int numClasses;
    private final double[] rows;
    private final double[] column;
    private int size;

    RowBlock(int maxSize, int numClasses) {
        this.numClasses = numClasses;
        this.rows = new double[maxSize * numClasses];
        this.column = new double[maxSize];
    }

    void read(Probabilities probabilities, int from, int to) {
        size = to - from;
        probabilities.copyRows(from, to, rows, 0);
    }

    /**
     * The largest probabilities of each row.
     *
     * @param count how many, at least 1
     * @return shape (count, examples), the largest first; 0 where there are fewer classes
     */
    public double[][] largest(int count) {
        double[][] largest = new double[count][size];
        for (int k = 0; k < numClasses; k++) {
            copyColumn(k);
            for (int place = 0; place < count - 1; place++) {
                insert(column, size, largest[place]);
            }
            takeLarger(column, size, largest[count - 1]);
        }
        return largest;
    }

    /** {@code sum_k p_k ln p_k} of each row, in nats: −ln K to 0. A probability of 0 adds nothing. */
    public double[] negativeEntropy() {
        double[] sums = new double[size];
        for (int k = 0; k < numClasses; k++) {
            copyColumn(k);
            addTerms(column, size, sums);
        }
        return sums;
    }

    /** A value an example less another. */
    public static double[] minus(double[] values, double[] others) {
        double[] differences = new double[values.length];
        for (int r = 0; r < differences.length; r++) {
            differences[r] = values[r] - others[r];
        }
        return differences;
    }

    private void copyColumn(int k) {
        for (int r = 0; r < size; r++) {
            column[r] = rows[r * numClasses + k];
        }
    }

    /** Keeps the larger of two values in its place and leaves the smaller one for the next. */
    private static void insert(double[] values, int size, double[] place) {
        for (int r = 0; r < size; r++) {
            double smaller = Math.min(place[r], values[r]);
            place[r] = Math.max(place[r], values[r]);
            values[r] = smaller;
        }
    }

    private static void takeLarger(double[] values, int size, double[] place) {
        for (int r = 0; r < size; r++) {
            place[r] = Math.max(place[r], values[r]);
        }
    }

    private static void addTerms(double[] probs, int size, double[] sums) {
        for (int r = 0; r < size; r++) {
            sums[r] += probs[r] * FastLog.of(probs[r]);
        }
    }
}
