package org.relabel4j.core.noise;

import java.util.random.RandomGenerator;
import org.relabel4j.core.acquisition.Needs;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.acquisition.Scores;

/** Ranks labelled examples by how likely their label is wrong. Stateless and thread-safe. */
@FunctionalInterface
public interface NoiseSampler {
    /**
     * Scores every example that has a label.
     *
     * @param labels the label to doubt of each example of the pool, or -1: such an example scores +∞
     * @param rng the only source of randomness
     * @return a score per example; lower means likelier wrong
     */
    Scores score(PoolState state, int[] labels, RandomGenerator rng);

    /** What this sampler reads beyond annotations and consensus: by default pool probabilities and nothing else. */
    default Needs needs() {
        return Needs.NOTHING;
    }
}
