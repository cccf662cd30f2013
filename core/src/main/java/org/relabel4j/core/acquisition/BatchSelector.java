package org.relabel4j.core.acquisition;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.relabel4j.core.numeric.Selection;
import org.relabel4j.core.random.Shuffles;

/** Chooses the examples with the lowest scores, in expected time linear in the pool, without boxing. */
public final class BatchSelector {
    private BatchSelector() {}

    /**
     * The {@code batchSize} examples with the lowest scores, lowest first; equal scores in random order, because files are
     * often sorted by class.
     *
     * @param batchSize 1 to {@code scores.size()}
     * @param rng orders equal scores
     * @return distinct examples, length batchSize
     * @throws IllegalArgumentException if batchSize is out of range
     */
    public static int[] lowest(Scores scores, int batchSize, RandomGenerator rng) {
        return lowest(scores.toArray(), batchSize, rng);
    }

    /**
     * The {@code batchSize} candidates with the lowest scores, lowest first; equal scores in random order.
     *
     * @param scores of all examples
     * @param candidates examples to choose from, distinct
     * @param batchSize 1 to {@code candidates.length}
     * @param rng orders equal scores
     * @return distinct candidates, length batchSize
     * @throws IllegalArgumentException if batchSize is out of range
     */
    public static int[] lowest(Scores scores, int[] candidates, int batchSize, RandomGenerator rng) {
        double[] values = new double[candidates.length];
        for (int n = 0; n < values.length; n++) {
            values[n] = scores.get(candidates[n]);
        }
        int[] places = lowest(values, batchSize, rng);
        for (int n = 0; n < places.length; n++) {
            places[n] = candidates[places[n]];
        }
        return places;
    }

    private static int[] lowest(double[] values, int batchSize, RandomGenerator rng) {
        Candidates.checkSize(batchSize, values.length);
        // Adding zero turns -0.0 into 0.0, so that the two are equal for sort and comparison alike.
        for (int i = 0; i < values.length; i++) {
            values[i] += 0.0;
        }
        int[] batch = batchSize == values.length ? all(batchSize) : chosen(values, batchSize, rng);
        int[] sorted = ScoreOrder.ascending(batch, values);
        shuffleEquals(sorted, values, rng);
        return sorted;
    }

    private static int[] all(int size) {
        int[] all = new int[size];
        Arrays.setAll(all, i -> i);
        return all;
    }

    /** The batch: all examples below the threshold and a random choice, as many as there is room for, of those at it. */
    private static int[] chosen(double[] values, int batchSize, RandomGenerator rng) {
        double threshold = Selection.smallest(values.clone(), batchSize - 1, rng);
        int[] batch = new int[batchSize];
        int below = 0;
        int numTied = 0;
        int[] tied = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            if (values[i] < threshold) {
                batch[below++] = i;
            } else if (values[i] == threshold) {
                tied[numTied++] = i;
            }
        }
        Shuffles.choose(tied, numTied, batchSize - below, rng);
        System.arraycopy(tied, 0, batch, below, batchSize - below);
        return batch;
    }

    /** Puts sorted examples of equal value into random order among themselves. */
    private static void shuffleEquals(int[] sorted, double[] values, RandomGenerator rng) {
        int from = 0;
        for (int n = 1; n <= sorted.length; n++) {
            if (n == sorted.length || values[sorted[n]] != values[sorted[from]]) {
                if (n - from > 1) {
                    Shuffles.shuffle(sorted, from, n, rng);
                }
                from = n;
            }
        }
    }
}
