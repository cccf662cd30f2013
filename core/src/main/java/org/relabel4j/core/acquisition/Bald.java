package org.relabel4j.core.acquisition;

import java.util.random.RandomGenerator;

/**
 * Asks where the label would say most about which model is right: models that are sure of different classes.
 *
 * <p>Score of example i, in nats: {@code s_i = 1/L sum_l H(p_l) - H(p̄)}, the mutual information between label and model,
 * negated; from −ln K to 0. The L models are the members of an ensemble or, with a single model, its fold models.
 *
 * <p>Source: Houlsby et al. 2011, arXiv:1112.5745; with a committee of networks for the posterior, Gal, Islam and Ghahramani
 * 2017, arXiv:1703.02910. Fold models stand for dropout samples here. Each of them trained on most of the <em>labelled</em>
 * examples, so its predictions there are in sample and their disagreement is understated.
 */
public final class Bald implements AcquisitionStrategy {
    @Override
    public Needs needs() {
        return new Needs(false, true, false);
    }

    /**
     * @throws IllegalArgumentException if there is one model and its fold predictions were not kept
     */
    @Override
    public Scores score(PoolState state, RandomGenerator rng) {
        return Committee.score(
                Committee.membersOrFolds(state, "bald"), state.numExamples(), Bald::negativeMutualInformation);
    }

    private static double negativeMutualInformation(double[][] rows) {
        double meanNegativeEntropy = 0;
        for (double[] row : rows) {
            meanNegativeEntropy += Entropy.negativeEntropy(row) / rows.length;
        }
        // Never positive but for rounding, which must not rank equal rows.
        return Math.min(0, Entropy.negativeEntropy(Committee.mean(rows)) - meanNegativeEntropy);
    }
}
