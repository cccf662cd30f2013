package org.relabel4j.core.noise;

import java.util.OptionalDouble;
import org.relabel4j.core.acquisition.PoolState;

/** Decides which share ρ of a round's budget goes to labels that were given before. */
@FunctionalInterface
public interface RepeatShare {
    /** Estimated noise at which {@link #growingWithNoise} reaches its full share. */
    double FULL_NOISE = 0.2;

    /**
     * The share of a round.
     *
     * @param batchSize labels to buy in it
     * @return ρ, 0 to 1
     */
    double share(PoolState state, int batchSize);

    /**
     * The same share in every round.
     *
     * @throws IllegalArgumentException if it is outside 0 to 1
     */
    static RepeatShare fixed(double share) {
        checkShare(share);
        return (state, batchSize) -> share;
    }

    /**
     * Grows with the estimated noise: {@code ρ = share · min(1, noise / 0.2)}, the noise being that of the confident joint.
     *
     * @throws IllegalArgumentException if the share is outside 0 to 1
     */
    static RepeatShare growingWithNoise(double share) {
        checkShare(share);
        return (state, batchSize) -> {
            OptionalDouble noise = NoiseEstimates.fromPredictions(state);
            return share * Math.min(1, noise.orElse(0) / FULL_NOISE);
        };
    }

    /**
     * As many repeats as there are suspects in the confident joint, but at most a share: when nothing is left to doubt, the
     * whole budget goes to new labels.
     *
     * @throws IllegalArgumentException if the share is outside 0 to 1
     */
    static RepeatShare bySuspects(double share) {
        checkShare(share);
        return (state, batchSize) -> {
            int suspects = ConfidentJoint.estimate(state.consensus().labels(), state.meanPredProbs())
                    .numSuspects();
            return Math.min(share, (double) suspects / batchSize);
        };
    }

    private static void checkShare(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share of repeats is " + share + ", expected 0 to 1");
        }
    }
}
