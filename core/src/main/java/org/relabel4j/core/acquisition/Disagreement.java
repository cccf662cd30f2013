package org.relabel4j.core.acquisition;

import java.util.random.RandomGenerator;
import org.relabel4j.core.probability.Rows;

/**
 * Asks where the models of an ensemble disagree with their mean, among all examples, labelled or not.
 *
 * <p>Score of example i, in nats: {@code s_i = 1/L sum_l sum_k p̄_ik ln p_lik} for L models, p̄ their mean: the mean
 * cross-entropy, negated. It is low where the models differ and where they are unsure together. Labels already given do not
 * count.
 *
 * <p>Source: Goh and Mueller 2023, arXiv:2301.11856, equation (9), with the logarithm that the print lacks and the authors'
 * code has. As there, probabilities are floored at 1e-6 inside the logarithm; the code divides by ln K, which orders alike.
 * Its published runs do not show this strategy: their scores are all NaN.
 */
public final class Disagreement implements AcquisitionStrategy {
    private static final double MIN_PROB = 1e-6;

    @Override
    public Needs needs() {
        return Needs.SEVERAL_MODELS;
    }

    /**
     * @throws IllegalArgumentException if there is one model only
     */
    @Override
    public Scores score(PoolState state, RandomGenerator rng) {
        if (state.members().size() < 2) {
            throw new IllegalArgumentException("disagreement compares models but found one; use an ensemble");
        }
        return Scores.of(Rows.score(state.predProbs(), Disagreement::negativeCrossEntropy));
    }

    private static double negativeCrossEntropy(double[][] rows) {
        double[] mean = Committee.mean(rows);
        double sum = 0;
        for (double[] row : rows) {
            for (int k = 0; k < mean.length; k++) {
                sum += mean[k] * Math.log(Math.max(row[k], MIN_PROB));
            }
        }
        return sum / rows.length;
    }
}
