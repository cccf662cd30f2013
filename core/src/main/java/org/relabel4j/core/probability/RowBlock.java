package org.relabel4j.core.probability;

import java.util.Arrays;
import org.relabel4j.core.numeric.FastLog;

/**
 * The rows of neighbouring examples, of which something is asked for all at once: of doubles class by class over the examples,
 * which the compiler turns into vector instructions, as it cannot within a short row; of floats row by row, where nothing needs
 * to be converted or moved first. The results are the same bits.
 *
 * <p>Answers hold a value per example from place 0 on, perhaps more after those, in buffers that the next question overwrites.
 */
public final class RowBlock {
    private final int numClasses;
    private final int maxSize;
    private final double[] column;
    private double[] rows = new double[0];
    private float[] floats = new float[0];

    /** Where the rows begin in the floats. */
    private int start;

    private double[][] answers = new double[0][];
    private int size;
    private boolean single;

    RowBlock(int maxSize, int numClasses) {
        this.numClasses = numClasses;
        this.maxSize = maxSize;
        this.column = new double[maxSize];
    }

    void read(Probabilities probabilities, int from, int to) {
        size = to - from;
        if (probabilities instanceof FloatProbabilities held) {
            single = true;
            floats = held.values();
            start = from * numClasses;
            return;
        }
        floats = floats.length == 0 ? new float[maxSize * numClasses] : floats;
        start = 0;
        single = probabilities.copyFloats(from, to, floats, 0);
        if (!single) {
            rows = rows.length == 0 ? new double[floats.length] : rows;
            probabilities.copyRows(from, to, rows, 0);
        }
    }

    /**
     * The largest probabilities of each row.
     *
     * @param count how many, at least 1
     * @return an array for the largest, then one for the second largest and so on; 0 where there are fewer classes
     */
    public double[][] largest(int count) {
        double[][] largest = zeros(count);
        if (single && count == 1) {
            takeLargest(floats, start, numClasses, size, largest[0]);
            return largest;
        }
        if (single && count == 2) {
            takeLargest(floats, start, numClasses, size, largest[0], largest[1]);
            return largest;
        }
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
        if (single) {
            sumTerms(floats, start, numClasses, size, sums);
            return sums;
        }
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
            column[r] = single ? floats[start + r * numClasses + k] : rows[r * numClasses + k];
        }
    }

    /** Floats that are not negative are in the order of their bits, which compare faster. */
    private static void takeLargest(float[] rows, int start, int numClasses, int size, double[] largest) {
        int n = start;
        for (int r = 0; r < size; r++) {
            int first = 0;
            for (int end = n + numClasses; n < end; n++) {
                first = Math.max(first, Float.floatToRawIntBits(rows[n]));
            }
            largest[r] = Float.intBitsToFloat(first);
        }
    }

    private static void takeLargest(
            float[] rows, int start, int numClasses, int size, double[] largest, double[] next) {
        int n = start;
        for (int r = 0; r < size; r++) {
            int first = 0;
            int second = 0;
            for (int end = n + numClasses; n < end; n++) {
                int bits = Float.floatToRawIntBits(rows[n]);
                second = Math.max(second, Math.min(first, bits));
                first = Math.max(first, bits);
            }
            largest[r] = Float.intBitsToFloat(first);
            next[r] = Float.intBitsToFloat(second);
        }
    }

    private static void sumTerms(float[] rows, int start, int numClasses, int size, double[] sums) {
        int n = start;
        for (int r = 0; r < size; r++) {
            double sum = 0;
            for (int end = n + numClasses; n < end; n++) {
                double p = rows[n];
                sum += p * FastLog.ofNormal(p);
            }
            sums[r] = sum;
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
