package org.relabel4j.examples;

import java.util.random.RandomGenerator;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.acquisition.Scores;
import org.relabel4j.core.probability.Rows;

/** Asks about the examples whose likeliest class is least likely (Lewis and Gale 1994). Score: max_k p_ik, lower first. */
public final class LeastConfidence implements AcquisitionStrategy {
    @Override
    public Scores score(PoolState state, RandomGenerator rng) {
        return Scores.of(Rows.score(state.meanPredProbs(), rows -> rows.largest(1)[0]));
    }
}
