package org.relabel4j.models.mlp;

import java.util.random.RandomGenerator;
import org.relabel4j.core.random.Seeds;

/**
 * Splits a training set into batches, in a new random order every epoch. As in scikit-learn, each epoch shuffles the order of
 * the epoch before.
 */
final class Batches {
    private final int[] order;
    private final int[] starts;
    private final RandomGenerator rng;

    Batches(int size, int batchSize, BatchSplit split, long seed) {
        order = new int[size];
        for (int n = 0; n < size; n++) {
            order[n] = n;
        }
        starts = split.starts(size, Math.min(batchSize, size));
        rng = Seeds.generator(seed, "mlp-batches");
    }

    /** Shuffles; to be called before each epoch, the first included. */
    void startEpoch() {
        for (int n = order.length - 1; n > 0; n--) {
            int other = rng.nextInt(n + 1);
            int swap = order[n];
            order[n] = order[other];
            order[other] = swap;
        }
    }

    /** Batches an epoch. */
    int count() {
        return starts.length - 1;
    }

    /** Examples in the largest batch. */
    int maxSize() {
        return size(0);
    }

    /** Examples in one batch; the first is never smaller than another. */
    int size(int batch) {
        return starts[batch + 1] - starts[batch];
    }

    /** Position in the training set of the n-th example of a batch. */
    int position(int batch, int n) {
        return order[starts[batch] + n];
    }
}
