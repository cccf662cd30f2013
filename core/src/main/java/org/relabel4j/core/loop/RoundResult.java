package org.relabel4j.core.loop;

import java.util.Optional;
import org.relabel4j.core.acquisition.PoolState;

/**
 * What one round gave.
 *
 * @param state the pool as the strategy saw it: annotations, consensus and predictions
 * @param labels the answers bought in this round; empty in the last round of a run, in which nothing is asked
 * @param next where the loop goes on
 * @param stopReason which limit ends the loop with this round, in one line; empty if none does
 */
public record RoundResult(PoolState state, Optional<LabelBatch> labels, LoopState next, Optional<String> stopReason) {
    /** Number of the round, from 0. */
    public int round() {
        return state.round();
    }
}
