package org.relabel4j.models.vision.training;

import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.random.Shuffles;

/**
 * Deals images out to the batches of each epoch, in random order, in batches of nearly equal size.
 *
 * @param size images an epoch, at least 1
 * @param batchSize images a batch at most, at least 1
 * @param seed the only source of randomness
 */
public record EpochOrder(int size, int batchSize, long seed) {
    /** Batches an epoch. */
    public int count() {
        return (size + batchSize - 1) / batchSize;
    }

    /** Position of each image, in the epoch's order. */
    public int[] permutation(int epoch) {
        return Shuffles.permutation(size, Seeds.generator(seed, "order", epoch));
    }

    /** The first place in the permutation that belongs to a batch; it ends where the next one starts. */
    public int start(int batch) {
        return (int) ((long) size * batch / count());
    }
}
