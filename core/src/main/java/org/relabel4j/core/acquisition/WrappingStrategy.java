package org.relabel4j.core.acquisition;

import java.util.Optional;
import java.util.random.RandomGenerator;

/** A strategy that changes what another one chooses from, or how, and works with any other as well. */
public interface WrappingStrategy extends AcquisitionStrategy {
    /** The other strategy. */
    AcquisitionStrategy base();

    /** The same change of another one's choices. */
    AcquisitionStrategy withBase(AcquisitionStrategy other);

    @Override
    default Needs needs() {
        return base().needs();
    }

    @Override
    default double[] modelWeights(PoolState state, RandomGenerator rng) {
        return base().modelWeights(state, rng);
    }

    @Override
    default Optional<Weighing> weighing() {
        return base().weighing();
    }
}
