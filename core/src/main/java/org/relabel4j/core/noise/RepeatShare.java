package org.relabel4j.core.noise;

import java.util.function.Supplier;
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

    /** A share that needs no more of a pool than its confident joint, which may be counted in parts. */
    @FunctionalInterface
    interface ByJoint extends RepeatShare {
        /**
         * The share of a round.
         *
         * @param joint of the consensus labels and the models' mean
         * @param batchSize labels to buy in it
         * @return ρ, 0 to 1
         */
        double share(Supplier<ConfidentJoint> joint, long batchSize);

        @Override
        default double share(PoolState state, int batchSize) {
            return share(() -> ConfidentJoint.estimate(state.consensus().labels(), state.meanPredProbs()), batchSize);
        }
    }

    /**
     * The same share in every round.
     *
     * @throws IllegalArgumentException if it is outside 0 to 1
     */
    static ByJoint fixed(double share) {
        checkShare(share);
        return (joint, batchSize) -> share;
    }

    /**
     * Grows with the estimated noise: {@code ρ = share · min(1, noise / 0.2)}, the noise being that of the confident joint.
     *
     * @throws IllegalArgumentException if the share is outside 0 to 1
     */
    static ByJoint growingWithNoise(double share) {
        checkShare(share);
        return (joint, batchSize) -> {
            double noise = joint.get().noiseRate();
            return share * Math.min(1, (Double.isNaN(noise) ? 0 : noise) / FULL_NOISE);
        };
    }

    /**
     * As many repeats as there are suspects in the confident joint, but at most a share: when nothing is left to doubt, the
     * whole budget goes to new labels.
     *
     * @throws IllegalArgumentException if the share is outside 0 to 1
     */
    static ByJoint bySuspects(double share) {
        checkShare(share);
        return (joint, batchSize) -> Math.min(share, (double) joint.get().numSuspects() / batchSize);
    }

    private static void checkShare(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share of repeats is " + share + ", expected 0 to 1");
        }
    }
}
