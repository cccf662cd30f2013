package org.relabel4j.core.numeric;

import java.util.random.RandomGenerator;

/** The value of a rank among many, without sorting them. */
public final class Selection {
    private Selection() {}

    /**
     * The value of a rank, by quickselect with random pivots, in expected time linear in the values.
     *
     * @param values no NaN; reordered
     * @param rank 0 = smallest, to values.length − 1
     */
    public static double smallest(double[] values, int rank, RandomGenerator rng) {
        int from = 0;
        int to = values.length;
        while (true) {
            double pivot = values[rng.nextInt(from, to)];
            int low = from;
            int high = to;
            for (int n = from; n < high; ) {
                double value = values[n];
                if (value < pivot) {
                    values[n++] = values[low];
                    values[low++] = value;
                } else if (value > pivot) {
                    values[n] = values[--high];
                    values[high] = value;
                } else {
                    n++;
                }
            }
            if (rank < low) {
                to = low;
            } else if (rank >= high) {
                from = high;
            } else {
                return pivot;
            }
        }
    }
}
