package org.relabel4j.core.acquisition;

import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Decides which examples to ask about: any example of the pool, labelled before or not. Stateless, thread-safe, and leaves
 * its inputs as they are.
 *
 * <p>Most strategies only {@link #score}; one whose choice depends on the rest of the batch overrides the
 * {@linkplain #select(PoolState, int[], int, RandomGenerator) choice among candidates}.
 */
@FunctionalInterface
public interface AcquisitionStrategy {
    /**
     * Scores every example of the pool.
     *
     * @param rng the only source of randomness
     * @return a score per example, length {@code state.numExamples()}; lower means ask sooner
     */
    Scores score(PoolState state, RandomGenerator rng);

    /**
     * Chooses a batch among some examples: by default those with the lowest scores, ties in random order.
     *
     * @param candidates examples to choose from, distinct, in any order
     * @param batchSize examples to choose, 1 to {@code candidates.length}
     * @param rng the only source of randomness
     * @return distinct candidates, the most wanted first, length batchSize
     * @throws IllegalArgumentException if batchSize is out of range
     */
    default int[] select(PoolState state, int[] candidates, int batchSize, RandomGenerator rng) {
        return BatchSelector.lowest(score(state, rng), candidates, batchSize, rng);
    }

    /**
     * Chooses a batch among all examples of the pool.
     *
     * @param batchSize examples to choose, 1 to {@code state.numExamples()}
     * @param rng the only source of randomness
     * @return distinct examples, the most wanted first, length batchSize
     * @throws IllegalArgumentException if batchSize is out of range
     */
    default int[] select(PoolState state, int batchSize, RandomGenerator rng) {
        return select(state, state.all(), batchSize, rng);
    }

    /**
     * Whether it matters how large the batch is: examples are chosen with regard to the others in it, so that the beginning of a
     * larger batch need not be a good smaller one. By default not.
     */
    default boolean composesBatches() {
        return false;
    }

    /**
     * How much the strategy trusts each model of an ensemble: what their predictions are averaged with where the ensemble's
     * accuracy is measured. Equal weights by default.
     *
     * @param rng the only source of randomness
     * @return a weight per model, not negative, not all 0, length {@code state.members().size()}
     */
    default double[] modelWeights(PoolState state, RandomGenerator rng) {
        double[] equal = new double[state.members().size()];
        Arrays.fill(equal, 1);
        return equal;
    }

    /**
     * Whether a batch is known to be the examples with the lowest scores, so that who has the scores need not ask again. False by
     * default, which is always right.
     */
    default boolean choosesLowest() {
        return false;
    }

    /**
     * How the strategy scores and says which weights the scores rest on; empty, as by default, if they rest on none. A strategy
     * that restricts or spreads out another's choice weighs as that one does.
     */
    default Optional<Weighing> weighing() {
        return Optional.empty();
    }

    /** What this strategy reads beyond annotations and consensus: by default pool probabilities and nothing else. */
    default Needs needs() {
        return Needs.NOTHING;
    }
}
