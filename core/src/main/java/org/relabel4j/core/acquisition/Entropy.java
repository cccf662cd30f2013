package org.relabel4j.core.acquisition;

import java.util.random.RandomGenerator;
import org.relabel4j.core.probability.RowBlock;
import org.relabel4j.core.probability.Rows;

/**
 * Asks where the model's distribution over the classes has the largest entropy, among all examples, labelled or not.
 *
 * <p>Score of example i, in nats: {@code s_i = -H(p_i) = sum_k p_ik ln p_ik}, from −ln K to 0. With several models p is the
 * unweighted mean of their probabilities. Labels already given do not count.
 *
 * <p>Source: Goh and Mueller 2023, arXiv:2301.11856, equation (7); Shannon 1948. The benchmark's code divides by ln K, which
 * orders alike.
 */
public final class Entropy implements AcquisitionStrategy {
    @Override
    public Scores score(PoolState state, RandomGenerator rng) {
        return Scores.of(Rows.score(state.meanPredProbs(), RowBlock::negativeEntropy));
    }
}
