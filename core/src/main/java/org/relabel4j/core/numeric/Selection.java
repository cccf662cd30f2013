package org.relabel4j.core.numeric;

import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** The lowest of many values. */
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

    /**
     * The places of the lowest values, ascending, without sorting them; of equal values the first.
     *
     * @param values no NaN; left as they are
     * @param count how many; all if there are no more, none if below 1
     */
    public static int[] lowest(double[] values, int count) {
        int wanted = Math.max(0, Math.min(count, values.length));
        int[] places = new int[wanted];
        if (wanted == 0) {
            return places;
        }
        double threshold = smallest(values.clone(), wanted - 1, new SplittableRandom(0));
        int atThreshold = wanted;
        for (double value : values) {
            atThreshold -= value < threshold ? 1 : 0;
        }
        int next = 0;
        for (int n = 0; n < values.length; n++) {
            if (values[n] < threshold || values[n] == threshold && atThreshold-- > 0) {
                places[next++] = n;
            }
        }
        return places;
    }

    /**
     * Some places in the order of their values, the lowest first; of equal values the first.
     *
     * @param values left as they are
     * @param wanted which places
     */
    public static int[] ascending(double[] values, IntPredicate wanted) {
        return IntStream.range(0, values.length)
                .filter(wanted)
                .boxed()
                .sorted((a, b) -> Double.compare(values[a], values[b]))
                .mapToInt(n -> n)
                .toArray();
    }
}
