package org.relabel4j.core.acquisition;

import java.util.random.RandomGenerator;
import org.relabel4j.core.probability.Rows;

/**
 * Asks where the model can hardly decide between the two likeliest classes, among all examples, labelled or not.
 *
 * <p>Score of example i: the largest minus the second largest of its probabilities, from 0 to 1. With several models the
 * probabilities are the unweighted mean of theirs. Labels already given do not count.
 *
 * <p>Source: Scheffer, Decomain and Wrobel 2001, "Active hidden Markov models for information extraction".
 */
public final class Margin implements AcquisitionStrategy {
    @Override
    public Scores score(PoolState state, RandomGenerator rng) {
        return Scores.of(Rows.score(state.meanPredProbs(), rows -> {
            double[][] largest = rows.largest(2);
            return rows.minus(largest[0], largest[1]);
        }));
    }
}
