package org.relabel4j.core.training;

import java.util.List;

/**
 * Learns from the consensus labels and predicts the whole pool: steps 3 and 4 of the loop. {@code CrossValidation} is the
 * usual one; a labelling service that gets its probabilities from elsewhere brings its own.
 */
@FunctionalInterface
public interface PoolModel {
    /**
     * Trains and predicts.
     *
     * @param labels training label of each example of the pool, or -1 for those not to train on
     * @param numClasses classes K
     * @param seed the only source of randomness
     * @return the predictions of each model of the ensemble; one for a single model
     */
    List<MemberPredictions> fit(int[] labels, int numClasses, long seed);
}
