package org.relabel4j.core.acquisition;

import java.util.random.RandomGenerator;
import org.relabel4j.core.random.ByName;

/**
 * Asks about random examples, labelled or not: the control that every strategy has to beat.
 *
 * <p>Score: uniform in [0, 1). Source: Goh and Mueller 2023, arXiv:2301.11856, appendix A, "Random".
 */
public final class RandomStrategy implements AcquisitionStrategy {
    static final String PURPOSE = "score ";

    @Override
    public Needs needs() {
        return Needs.LABELS_ALONE;
    }

    @Override
    public Scores score(PoolState state, RandomGenerator rng) {
        double[] scores = new double[state.numExamples()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = ByName.uniform(rng, PURPOSE, i);
        }
        return Scores.of(scores);
    }
}
