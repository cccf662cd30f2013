package org.relabel4j.core.training;

/** A trainer that changes what another one trains; all else is the other's. */
public interface WrappingTrainer extends Trainer {
    /** The other trainer. */
    Trainer base();

    @Override
    default String name() {
        return base().name();
    }

    @Override
    default boolean hasEmbeddings() {
        return base().hasEmbeddings();
    }

    @Override
    default boolean hasDropout() {
        return base().hasDropout();
    }

    @Override
    default boolean usesSeed() {
        return base().usesSeed();
    }
}
