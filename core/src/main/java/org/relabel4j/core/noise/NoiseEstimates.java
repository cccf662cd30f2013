package org.relabel4j.core.noise;

import java.util.OptionalDouble;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.consensus.Consensus;

/** Estimates of the fraction of wrong training labels, in [0, 1], without knowing the truth. */
public final class NoiseEstimates {
    private NoiseEstimates() {}

    /**
     * From the predictions, by the {@link ConfidentJoint} of the consensus labels and the models' mean.
     *
     * @return empty if nothing is labelled
     */
    public static OptionalDouble fromPredictions(PoolState state) {
        double rate = ConfidentJoint.estimate(state.consensus().labels(), state.meanPredProbs())
                .noiseRate();
        return Double.isNaN(rate) ? OptionalDouble.empty() : OptionalDouble.of(rate);
    }

    /**
     * From a consensus that estimates how likely its labels are right: one less the mean quality.
     *
     * @return empty if nothing is labelled
     */
    public static OptionalDouble fromQuality(Consensus consensus) {
        double sum = 0;
        int labelled = 0;
        for (int i = 0; i < consensus.numExamples(); i++) {
            if (consensus.label(i) >= 0) {
                sum += 1 - consensus.quality(i);
                labelled++;
            }
        }
        return labelled == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / labelled);
    }
}
