package org.relabel4j.core.probability;

import java.util.Arrays;
import org.relabel4j.core.numeric.FastLog;

/**
 * The rows of neighbouring examples, of which something is asked for all at once: class by class over the examples, which the
 * compiler turns into vector instructions, as it cannot within a short row.
 *
 * <p>Answers hold a value per example from place 0 on, perhaps more after those, in buffers that the next question overwrites.
 */
public final class RowBlock {
    private final int numClasses;
    private final double[] rows;
    private final double[] column;
    private double[][] answers = new double[0][];
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
     * @return an array for the largest, then one for the second largest and so on; 0 where there are fewer classes
     */
    public double[][] largest(int count) {
        double[][] largest = zeros(count);
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
        double[] sums = zeros(1)[0];
        for (int k = 0; k < numClasses; k++) {
            copyColumn(k);
            addTerms(column, size, sums);
        }
        return sums;
    }

    /** The first answer less the second, in the place of the first. */
    public double[] minus(double[] values, double[] others) {
        for (int r = 0; r < size; r++) {
            values[r] -= others[r];
        }
        return values;
    }

    private double[][] zeros(int count) {
        if (answers.length != count) {
            answers = new double[count][column.length];
        } else {
            for (double[] answer : answers) {
                Arrays.fill(answer, 0);
            }
        }
        return answers;
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
