package org.relabel4j.benchmarks.published;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.acquisition.Scores;

/**
 * The published "disagreement": all its scores are NaN, so its choice is the order in which {@code numpy.argsort} leaves equal
 * keys. It depends on the size of the pool alone. Of 2,000 examples with 500 labelled ones in front, it takes 99 new ones and 1
 * labelled one among the first 100, as the published runs do; with all labelled, the same 100 in every round.
 *
 * <p>The order is that of NumPy's quicksort up to version 1.24, when the runs were made; later versions sort by vector
 * instructions.
 */
final class PublishedDisagreement implements AcquisitionStrategy {
    /** NumPy leaves ranges of up to 17 elements to an insertion sort, which keeps equal keys in place. */
    private static final int SMALL = 16;

    @Override
    public Scores score(PoolState state, RandomGenerator rng) {
        int[] examples = LabellingOrder.of(state);
        int[] order = argsortOfEqualKeys(examples.length);
        double[] scores = new double[examples.length];
        for (int rank = 0; rank < order.length; rank++) {
            scores[examples[order[rank]]] = rank;
        }
        return Scores.of(scores);
    }

    /** Where a quicksort with the median of three, and exchanges of equal keys, leaves 0 to n − 1. */
    static int[] argsortOfEqualKeys(int n) {
        int[] order = IntStream.range(0, n).toArray();
        Deque<int[]> ranges = new ArrayDeque<>();
        ranges.push(new int[] {0, n - 1});
        while (!ranges.isEmpty()) {
            int[] range = ranges.pop();
            int left = range[0];
            int right = range[1];
            while (right - left > SMALL) {
                int middle = partition(order, left, right);
                // The larger part waits. With equal keys the order of work does not change the result.
                if (middle - left < right - middle) {
                    ranges.push(new int[] {middle + 1, right});
                    right = middle - 1;
                } else {
                    ranges.push(new int[] {left, middle - 1});
                    left = middle + 1;
                }
            }
        }
        return order;
    }

    private static int partition(int[] order, int left, int right) {
        swap(order, left + (right - left) / 2, right - 1);
        int up = left + 1;
        int down = right - 2;
        while (up < down) {
            swap(order, up, down);
            up++;
            down--;
        }
        swap(order, up, right - 1);
        return up;
    }

    private static void swap(int[] order, int a, int b) {
        int value = order[a];
        order[a] = order[b];
        order[b] = value;
    }
}
