package org.relabel4j.core.acquisition;

import java.util.random.RandomGenerator;

/**
 * Decides which examples to ask about: any example of the pool, labelled before or not. Stateless, thread-safe, and leaves
 * its inputs as they are.
 *
 * <p>Most strategies only {@link #score}; one whose choice depends on the rest of the batch overrides {@link #select}.
 */
@FunctionalInterface
public interface AcquisitionStrategy {
    /**
     * Scores every example of the pool.
     *
     * @param rng the only source of randomness
     * @return a score an example, length {@code state.numExamples()}; lower means ask sooner
     */
    Scores score(PoolState state, RandomGenerator rng);

    /**
     * Chooses a batch: by default the lowest scores, ties in random order.
     *
     * @param batchSize examples to choose, 1 to {@code state.numExamples()}
     * @param rng the only source of randomness
     * @return distinct examples, the most wanted first, length batchSize
     * @throws IllegalArgumentException if batchSize is out of range
     */
    default int[] select(PoolState state, int batchSize, RandomGenerator rng) {
        return BatchSelector.lowest(score(state, rng), batchSize, rng);
    }

    /** What this strategy reads beyond annotations, consensus and pool probabilities; nothing by default. */
    default Needs needs() {
        return Needs.NOTHING;
    }
}
