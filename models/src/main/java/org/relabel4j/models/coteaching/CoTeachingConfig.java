package org.relabel4j.models.coteaching;

import org.relabel4j.models.FeatureChecks;

/**
 * Settings of co-teaching. The defaults suit small tables; the share of warm-up epochs is that of Bernhardt et al. 2022 (25 of
 * 160).
 *
 * @param epochs passes over the training set, at least 1
 * @param batchSize examples per batch at most, at least 1; batches are made as equal as can be
 * @param forgetRate τ, the fraction of each batch that is not learnt from in the end, in [0, 1): about the fraction of wrong
 *     labels
 * @param warmUpEpochs epochs at the start in which all is learnt from, at least 0
 * @param gradualEpochs epochs after those until τ is reached, in equal steps, at least 1; 1 is at once
 */
public record CoTeachingConfig(int epochs, int batchSize, double forgetRate, int warmUpEpochs, int gradualEpochs) {
    /**
     * @throws IllegalArgumentException if a value is out of range
     */
    public CoTeachingConfig {
        FeatureChecks.setting(epochs >= 1, "co-teaching epochs", epochs, "at least 1");
        FeatureChecks.setting(batchSize >= 1, "co-teaching batch", batchSize, "at least 1 example");
        FeatureChecks.setting(
                forgetRate >= 0 && forgetRate < 1, "co-teaching forget-rate", forgetRate, "0 or more and less than 1");
        FeatureChecks.setting(warmUpEpochs >= 0, "co-teaching warm-up", warmUpEpochs, "0 or more epochs");
        FeatureChecks.setting(gradualEpochs >= 1, "co-teaching gradual", gradualEpochs, "at least 1 epoch");
    }

    /** 100 epochs of batches of 200, a forget rate of 0.2 at once after 15 epochs. */
    public static CoTeachingConfig defaults() {
        return new CoTeachingConfig(100, 200, 0.2, 15, 1);
    }

    /**
     * How many examples of a batch to learn from: R(T) of Han et al. 2018, after the warm-up.
     *
     * @param epoch number from 0
     * @param size examples in the batch, at least 1
     * @return 1 to size
     */
    public int kept(int epoch, int size) {
        double ramp = Math.max(0, Math.min(1, (epoch - warmUpEpochs + 1.0) / gradualEpochs));
        return Math.max(1, (int) Math.floor((1 - forgetRate * ramp) * size + 1e-9));
    }
}
