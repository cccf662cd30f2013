package org.relabel4j.models.mlp;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.relabel4j.core.random.Seeds;

/**
 * Splits a training set into batches, in a new random order every epoch. As in scikit-learn, each epoch shuffles the order of
 * the epoch before. Internal: for the trainers of this module.
 */
public final class MiniBatches {
    private final int[] order;
    private final int[] starts;
    private final RandomGenerator rng;

    /**
     * @param size examples, at least 1
     * @param batchSize examples per batch at most, at least 1
     * @param split how the examples are dealt out
     * @param seed the only source of randomness
     */
    public MiniBatches(int size, int batchSize, BatchSplit split, long seed) {
        order = IntStream.range(0, size).toArray();
        starts = split.starts(size, Math.min(batchSize, size));
        rng = Seeds.generator(seed, "mlp-batches");
    }

    /** Shuffles; to be called before each epoch, the first included. */
    public void startEpoch() {
        for (int n = order.length - 1; n > 0; n--) {
            int other = rng.nextInt(n + 1);
            int swap = order[n];
            order[n] = order[other];
            order[other] = swap;
        }
    }

    /** Batches an epoch. */
    public int count() {
        return starts.length - 1;
    }

    /** Examples in the largest batch. */
    int maxSize() {
        return size(0);
    }

    /** Examples in one batch; the first is never smaller than another. */
    public int size(int batch) {
        return starts[batch + 1] - starts[batch];
    }

    /** Position in the training set of the n-th example of a batch. */
    public int position(int batch, int n) {
        return order[starts[batch] + n];
    }
}
