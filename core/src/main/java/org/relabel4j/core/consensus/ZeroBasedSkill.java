package org.relabel4j.core.consensus;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.relabel4j.core.annotation.Annotations;

/**
 * Zero-based skill: weighted votes and the annotators' weights in turn. Weights start as {@code s_j = 1 / K + 1e-5}; each step
 * takes the weighted vote and moves the weights towards the fraction of the annotator's labels that agree with it,
 *
 * <p>{@code s_j += r (agreement_j - s_j)},
 *
 * <p>at a rate r of 1 that halves before the steps 20, 40, 60, 80 and 100; there are 100 steps, or fewer if none changes
 * anything any more. The quality of a label is its share of the weight. Model predictions are not used.
 *
 * <p>Source: crowd-kit 1.4.2, with its defaults; it cites no paper. Departure: ties, as in {@link Wawa}.
 */
public final class ZeroBasedSkill extends LabelModel {
    private static final int STEPS = 100;
    private static final int STEPS_A_RATE = 20;
    private static final double OFFSET = 1e-5;
    private static final double UNCHANGED = 1e-12;

    @Override
    LabelPosterior fit(Annotations annotations, KnownLabels known, RandomGenerator rng) {
        double[] skills = new double[annotations.numAnnotators()];
        Arrays.fill(skills, 1.0 / annotations.numClasses() + OFFSET);
        WeightedVotes votes = new WeightedVotes(annotations, known, skills);
        double rate = 1;
        for (int step = 1; step <= STEPS; step++) {
            rate = step % STEPS_A_RATE == 0 ? rate / 2 : rate;
            double[] agreements = votes.agreements();
            double change = 0;
            for (int j = 0; j < skills.length; j++) {
                double difference = agreements[j] - skills[j];
                skills[j] += rate * difference;
                // Not a number without labels.
                change = Math.abs(difference) > change ? Math.abs(difference) : change;
            }
            if (change < UNCHANGED) {
                break;
            }
        }
        return votes;
    }
}
