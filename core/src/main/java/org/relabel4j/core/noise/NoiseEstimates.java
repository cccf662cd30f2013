package org.relabel4j.core.noise;

import java.util.List;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.consensus.DawidSkene;

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
     * From the annotators' agreement: the mean posterior probability, by Dawid and Skene's model with the strong
     * prior, that its label is wrong. One prior, so that estimates of successive rounds can be compared.
     *
     * @param rng breaks ties
     * @return empty if no example has two labels, since annotators can then not be compared
     */
    public static OptionalDouble fromAgreement(Annotations annotations, RandomGenerator rng) {
        boolean overlap = false;
        for (int i = 0; i < annotations.numExamples(); i++) {
            overlap |= annotations.count(i) > 1;
        }
        if (!overlap) {
            return OptionalDouble.empty();
        }
        return fromQuality(new DawidSkene().withPrior(DawidSkene.Prior.STRONG).infer(annotations, List.of(), rng));
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
