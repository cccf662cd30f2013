package org.relabel4j.core.consensus;

import java.util.random.RandomGenerator;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.numeric.RowMath;

/** How likely each class is to be an example's true one, given its labels. */
@FunctionalInterface
interface LabelPosterior {
    /** Writes the class probabilities of labelled example {@code i}, which sum to 1. */
    void posterior(int i, double[] destination);

    /** The consensus of likeliest classes, ties in random order; the quality is the class's probability. */
    static Consensus likeliest(Annotations annotations, LabelPosterior model, RandomGenerator rng) {
        int[] labels = new int[annotations.numExamples()];
        double[] quality = new double[labels.length];
        double[] posterior = new double[annotations.numClasses()];
        for (int i = 0; i < labels.length; i++) {
            if (annotations.isLabelled(i)) {
                model.posterior(i, posterior);
                labels[i] = RowMath.randomArgmax(posterior, rng);
                quality[i] = posterior[labels[i]];
            } else {
                labels[i] = -1;
                quality[i] = Double.NaN;
            }
        }
        return Consensus.owning(labels, quality, VoteCounter.agreements(annotations, labels));
    }
}
