package org.relabel4j.core.acquisition;

import java.util.random.RandomGenerator;
import org.relabel4j.core.consensus.Trust;

/** How a strategy scores where its scores rest on weights of models and annotators, with these weights. */
@FunctionalInterface
public interface Weighing {
    /**
     * Scores every example of the pool.
     *
     * @param rng the only source of randomness
     */
    Weighed weigh(PoolState state, RandomGenerator rng);

    /**
     * What came out.
     *
     * @param scores a score an example; lower means ask sooner
     * @param trust the weights behind them
     */
    record Weighed(Scores scores, Trust trust) {}
}
