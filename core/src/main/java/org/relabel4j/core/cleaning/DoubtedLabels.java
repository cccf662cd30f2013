package org.relabel4j.core.cleaning;

import java.util.random.RandomGenerator;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.acquisition.Needs;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.acquisition.Scores;
import org.relabel4j.core.noise.NoiseSampler;

/**
 * Asks again about the labels that a noise sampler doubts, and about nothing else: DARL's samplers as strategies of their own.
 */
public final class DoubtedLabels implements AcquisitionStrategy {
    private final NoiseSampler sampler;

    /**
     * @param sampler doubts the consensus labels
     */
    public DoubtedLabels(NoiseSampler sampler) {
        this.sampler = sampler;
    }

    @Override
    public Needs needs() {
        return sampler.needs();
    }

    @Override
    public Scores score(PoolState state, RandomGenerator rng) {
        return sampler.score(state, state.consensus().labels(), rng);
    }
}
