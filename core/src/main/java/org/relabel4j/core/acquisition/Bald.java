package org.relabel4j.core.acquisition;

import java.util.List;
import java.util.random.RandomGenerator;
import org.relabel4j.core.numeric.RowMath;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.probability.Rows;

/**
 * Asks where the label would say most about which model is right: models that are sure of different classes.
 *
 * <p>Score of example i, in nats: {@code s_i = 1/L sum_l H(p_l) - H(p̄)}, the mutual information between label and model,
 * negated; from −ln K to 0. The L models are the members of an ensemble, a single model's fold models, or the passes of one
 * network with dropout.
 *
 * <p>Source: Houlsby et al. 2011, arXiv:1112.5745; with dropout passes for the posterior, Gal, Islam and Ghahramani 2017,
 * arXiv:1703.02910. Fold models, where they stand for those, each trained on most of the <em>labelled</em> examples, so that
 * their predictions there are in sample and their disagreement is understated; passes are of the model that did not see the
 * example.
 */
public final class Bald implements AcquisitionStrategy {
    private static final String NAME = "bald";

    private final int passes;

    private Bald(int passes) {
        this.passes = passes;
    }

    /** Compares the members of an ensemble or, with a single model, its fold models. */
    public Bald() {
        this(0);
    }

    /**
     * Compares the passes of one network with dropout.
     *
     * @param passes at least 2
     * @throws IllegalArgumentException if there are fewer
     */
    public static Bald byDropout(int passes) {
        if (passes < 2) {
            throw new IllegalArgumentException("bald compares " + passes + " dropout passes, expected at least 2");
        }
        return new Bald(passes);
    }

    @Override
    public Needs needs() {
        return passes > 0 ? Needs.dropout(passes) : new Needs(false, true, false);
    }

    /**
     * @throws IllegalArgumentException if there is one model and its fold predictions, or the dropout passes, were not kept
     */
    @Override
    public Scores score(PoolState state, RandomGenerator rng) {
        return Scores.of(Rows.score(models(state), Bald::negativeMutualInformation));
    }

    /** The predictions to compare. */
    List<Probabilities> models(PoolState state) {
        return passes > 0 ? Committee.dropoutPasses(state, NAME, passes) : Committee.membersOrFolds(state, NAME);
    }

    private static double negativeMutualInformation(double[][] rows) {
        double meanNegativeEntropy = 0;
        for (double[] row : rows) {
            meanNegativeEntropy += RowMath.negativeEntropy(row) / rows.length;
        }
        // Never positive but for rounding, which must not rank equal rows.
        return Math.min(0, RowMath.negativeEntropy(Committee.mean(rows)) - meanNegativeEntropy);
    }
}
