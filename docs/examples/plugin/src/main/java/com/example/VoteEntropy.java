package com.example;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.acquisition.Needs;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.acquisition.Scores;

/**
 * Asks where people's labels differ most: {@code s_i = sum_k q_ik ln q_ik} with {@code q_ik = (n_ik + a) / (n_i + K a)}, where
 * n_ik people chose class k. An example without a label has the largest entropy of all.
 *
 * @param smoothing a, larger than 0
 */
public record VoteEntropy(double smoothing) implements AcquisitionStrategy {
    @Override
    public Needs needs() {
        return Needs.LABELS_ALONE;
    }

    @Override
    public Scores score(PoolState state, RandomGenerator rng) {
        int numClasses = state.numClasses();
        double[] scores = new double[state.numExamples()];
        int[] votes = new int[numClasses];
        for (int i = 0; i < scores.length; i++) {
            Arrays.fill(votes, 0);
            state.annotations().addVotes(i, votes);
            double total = state.annotations().count(i) + numClasses * smoothing;
            for (int vote : votes) {
                double q = (vote + smoothing) / total;
                scores[i] += q * Math.log(q);
            }
        }
        return Scores.of(scores);
    }
}
