package org.relabel4j.core.acquisition;

import java.util.random.RandomGenerator;
import org.relabel4j.core.probability.Rows;

/**
 * Asks where the model is least confident of the class it predicts, among all examples, labelled or not.
 *
 * <p>Score of example i: {@code s_i = max_k p_ik}, from 1/K to 1; the paper's −(1 − max p) and this order alike. With several
 * models p is the unweighted mean of their probabilities. Labels already given do not count.
 *
 * <p>Source: Goh and Mueller 2023, arXiv:2301.11856, appendix A, "Uncertainty"; Lewis and Gale 1994, "A sequential algorithm
 * for training text classifiers".
 */
public final class Uncertainty implements AcquisitionStrategy {
    @Override
    public Scores score(PoolState state, RandomGenerator rng) {
        return Scores.of(Rows.score(state.meanPredProbs(), rows -> rows.largest(1)[0]));
    }
}
