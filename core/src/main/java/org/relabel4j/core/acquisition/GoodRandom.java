package org.relabel4j.core.acquisition;

import java.util.random.RandomGenerator;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.random.ByName;

/**
 * Asks about the examples with the fewest annotations, at random among equals: first every unlabelled example, then second
 * opinions, and so on.
 *
 * <p>Score: number of annotations plus a uniform number in [0, 1). Source: Goh and Mueller 2023, arXiv:2301.11856,
 * appendix A, "Good Random".
 */
public final class GoodRandom implements AcquisitionStrategy {
    @Override
    public Needs needs() {
        return Needs.LABELS_ALONE;
    }

    @Override
    public Scores score(PoolState state, RandomGenerator rng) {
        Annotations annotations = state.annotations();
        double[] scores = new double[state.numExamples()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = annotations.count(i) + ByName.uniform(rng, RandomStrategy.PURPOSE, i);
        }
        return Scores.of(scores);
    }
}
