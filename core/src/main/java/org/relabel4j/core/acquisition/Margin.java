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
        return Rows.score(state, new FirstMinusSecond());
    }

    private static final class FirstMinusSecond implements Rows.ClassByClass {
        @Override
        public void add(double[] probs, int size, double[] first, double[] second) {
            for (int r = 0; r < size; r++) {
                second[r] = Math.max(second[r], Math.min(first[r], probs[r]));
                first[r] = Math.max(first[r], probs[r]);
            }
        }

        @Override
        public void finish(int size, double[] first, double[] second) {
            for (int r = 0; r < size; r++) {
                first[r] -= second[r];
            }
        }
    }
}
