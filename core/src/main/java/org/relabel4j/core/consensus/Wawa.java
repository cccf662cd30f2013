package org.relabel4j.core.consensus;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.relabel4j.core.annotation.Annotations;

/**
 * Worker agreement with aggregate: a vote in which each annotator weighs as much as they agree with the majority vote,
 *
 * <p>{@code s_j = (1 / N_j) sum_{i: l_ij given} [l_ij = majority_i]}; {@code label_i = argmax_k sum_{j: l_ij = k} s_j}.
 *
 * <p>The quality of a label is its share of the weight. Model predictions are not used.
 *
 * <p>Source: crowd-kit 1.4.2, whose documentation has these steps. Departure: where the majority ties, each tied label agrees
 * with its part, so that the answer does not depend on the order of the classes; ties of the weighted vote are broken at random.
 */
public final class Wawa extends LabelModel {
    @Override
    LabelPosterior fit(Annotations annotations, KnownLabels known, RandomGenerator rng) {
        double[] equal = new double[annotations.numAnnotators()];
        Arrays.fill(equal, 1);
        double[] skills = new WeightedVotes(annotations, known, equal).agreements();
        return new WeightedVotes(annotations, known, skills);
    }
}
