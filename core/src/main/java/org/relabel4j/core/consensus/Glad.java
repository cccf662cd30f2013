package org.relabel4j.core.consensus;

import java.util.random.RandomGenerator;
import org.relabel4j.core.annotation.Annotations;

/**
 * GLAD: annotators differ in ability and examples in difficulty. Annotator j labels example i rightly with probability
 * {@code 1 / (1 + exp(-alpha_j beta_i))} and chooses each wrong class equally often; ability alpha_j is any number (0 guesses
 * between right and wrong, below 0 misleads) and 1 / beta_i > 0 is the difficulty.
 *
 * <p>Maximum a posteriori by expectation maximisation with the paper's priors: alpha_j and log beta_i normal with mean 1 and
 * variance 1, all classes equally likely. The quality of a label is its posterior probability. Model predictions are not used.
 *
 * <p>Source: Whitehill, Ruvolo, Wu, Bergsma and Movellan 2009, "Whose vote should count more", NIPS 22. Departure: where the
 * authors climb with conjugate gradients, each step here is a damped Newton step in every alpha_j and then in every
 * log beta_i, which never lowers the objective. Ties are broken at random.
 */
public final class Glad extends LabelModel {
    /** More iterations than any data seen needs; 20 to 100 are usual. */
    static final int MAX_ITERATIONS = 500;

    private static final double TOLERANCE = 1e-5;

    @Override
    LabelPosterior fit(Annotations annotations, KnownLabels known, RandomGenerator rng) {
        GladModel model = new GladModel(annotations, known);
        fit(model);
        return model::posterior;
    }

    /** Iterates until no posterior of a given label changes by more than 1e-5, and returns the number of iterations. */
    static int fit(GladModel model) {
        int iteration = 1;
        while (model.iterate() > TOLERANCE && iteration < MAX_ITERATIONS) {
            iteration++;
        }
        return iteration;
    }
}
