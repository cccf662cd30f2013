package org.relabel4j.benchmarks.learning;

import java.util.List;
import java.util.Optional;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.metric.Accuracy;
import org.relabel4j.core.probability.Rows;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.models.vision.training.RandomStart;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once a loop that its model is no better than chance, where networks start from random weights. Changes no result. */
final class ChanceCheck {
    private static final Logger LOG = LoggerFactory.getLogger(ChanceCheck.class);

    private boolean said;

    /**
     * Looks at a round.
     *
     * @param trainers of the loop's model
     */
    void look(LearningCell cell, PoolState state, List<Trainer> trainers) {
        if (!said) {
            warning(state, trainers).ifPresent(warning -> {
                LOG.warn("{}, trial {}, round {}: {}", cell.strategy(), cell.trial(), state.round(), warning);
                said = true;
            });
        }
    }

    static Optional<String> warning(PoolState state, List<Trainer> trainers) {
        if (trainers.stream().noneMatch(RandomStart.class::isInstance)) {
            return Optional.empty(); // Nothing to compute.
        }
        Consensus consensus = state.consensus();
        int[] predicted = Rows.likeliest(state.meanPredProbs());
        return RandomStart.warning(
                trainers,
                Accuracy.ofConsensus(consensus, predicted),
                Accuracy.ofGuessing(consensus.labels(), state.annotations().numClasses()),
                state.annotations().numLabelled());
    }
}
