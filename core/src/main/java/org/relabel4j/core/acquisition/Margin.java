package org.relabel4j.core.acquisition;

import java.util.random.RandomGenerator;

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
        return Rows.score(state, Margin::firstMinusSecond);
    }

    private static double firstMinusSecond(double[] p) {
        double first = 0;
        double second = 0;
        for (double value : p) {
            if (value > first) {
                second = first;
                first = value;
            } else if (value > second) {
                second = value;
            }
        }
        return first - second;
    }
}
