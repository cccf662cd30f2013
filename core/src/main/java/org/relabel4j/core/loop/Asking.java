package org.relabel4j.core.loop;

import java.util.random.RandomGenerator;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.acquisition.PoolState;

/** Chooses what to ask whom in a round, and asks. */
@FunctionalInterface
public interface Asking {
    /**
     * Asks for labels.
     *
     * @param pool the labels given so far, and the predictions
     * @param room how many labels to ask for, and what they may cost
     * @param rng the only source of randomness
     * @return the answers; at most one of each annotator about each example
     */
    LabelBatch ask(PoolState pool, Room room, RandomGenerator rng);

    /** Lets a strategy choose examples, and a source decide who answers: one label each. */
    static Asking examplesFirst(AcquisitionStrategy strategy, LabelSource labels) {
        return new ExamplesFirst(strategy, labels);
    }
}
