package org.relabel4j.core.acquisition;

import java.util.random.RandomGenerator;

/** Chooses the examples with the lowest scores. */
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
        int n = scores.size();
        if (batchSize < 1 || batchSize > n) {
            throw new IllegalArgumentException(
                    "batchSize is " + batchSize + ", expected 1 to " + n + ", the examples in the pool");
        }
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = rng.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return java.util.Arrays.stream(order)
                .boxed()
                .sorted(java.util.Comparator.comparingDouble(scores::get))
                .limit(batchSize)
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
