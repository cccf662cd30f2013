package org.relabel4j.core.acquisition;

import java.util.List;
import org.relabel4j.core.probability.Probabilities;

/** The models whose disagreement a strategy looks at: the members of an ensemble, or the fold models of a single one. */
final class Committee {
    private Committee() {}

    /**
     * The members' pool probabilities if there are several; else the fold predictions of the only one.
     *
     * @param strategy name, for the message
     * @throws IllegalArgumentException if there is one model and its fold predictions were not kept
     */
    static List<Probabilities> membersOrFolds(PoolState state, String strategy) {
        if (state.members().size() > 1) {
            return state.predProbs();
        }
        List<Probabilities> folds = state.members().get(0).poolByFold();
        if (folds.size() < 2) {
            throw new IllegalArgumentException(strategy + " compares models but found one with " + folds.size()
                    + " fold predictions; use an ensemble or keep the fold predictions");
        }
        return folds;
    }

    /**
     * The pool probabilities of the only model's dropout passes.
     *
     * @param passes how many are wanted
     * @throws IllegalArgumentException if there are several models, or other than so many passes
     */
    static List<Probabilities> dropoutPasses(PoolState state, String strategy, int passes) {
        int members = state.members().size();
        List<Probabilities> found = state.members().get(0).poolByPass();
        if (members > 1 || found.size() != passes) {
            throw new IllegalArgumentException(
                    strategy + " compares " + passes + " dropout passes of one model but found " + members + " with "
                            + found.size() + "; have one model predict with dropout");
        }
        return found;
    }

    /** Column means. */
    static double[] mean(double[][] rows) {
        double[] mean = new double[rows[0].length];
        for (double[] row : rows) {
            for (int k = 0; k < mean.length; k++) {
                mean[k] += row[k] / rows.length;
            }
        }
        return mean;
    }
}
