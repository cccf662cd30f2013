package org.relabel4j.core.loop;

import java.util.List;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.probability.Probabilities;

/**
 * Where a loop stands before a round: all that is needed to go on, after a crash too.
 *
 * @param round number of the round to come, from 0
 * @param annotations the labels given so far
 * @param lastPredProbs pool probabilities of each model after the last round, for the consensus; empty before round 0
 * @param spent cost of all labels bought so far
 * @param history summaries of the rounds before, for stopping rules; may be empty if there are none
 */
public record LoopState(
        int round,
        Annotations annotations,
        List<Probabilities> lastPredProbs,
        double spent,
        List<RoundSummary> history) {
    /**
     * @throws IllegalArgumentException if round or spent is negative
     */
    public LoopState {
        if (round < 0) {
            throw new IllegalArgumentException("round is " + round + ", expected at least 0");
        }
        if (!(spent >= 0)) {
            throw new IllegalArgumentException("cost so far is " + spent + ", expected at least 0");
        }
        lastPredProbs = List.copyOf(lastPredProbs);
        history = List.copyOf(history);
    }

    /**
     * A state of a loop without a budget and stopping rules.
     *
     * @throws IllegalArgumentException if round is negative
     */
    public LoopState(int round, Annotations annotations, List<Probabilities> lastPredProbs) {
        this(round, annotations, lastPredProbs, 0, List.of());
    }

    /** The state before round 0. */
    public static LoopState start(Annotations annotations) {
        return new LoopState(0, annotations, List.of());
    }
}
