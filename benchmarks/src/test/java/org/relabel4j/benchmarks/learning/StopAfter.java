package org.relabel4j.benchmarks.learning;

import org.relabel4j.benchmarks.grid.GridListener;
import org.relabel4j.benchmarks.grid.GridListener.GridProgress;

/** Stops a run after a number of rounds, as a crash would, but that files are closed. */
final class StopAfter implements GridListener<LearningCell, LearningState> {
    private int left;

    StopAfter(int rounds) {
        this.left = rounds;
    }

    @Override
    public void stepDone(LearningCell cell, LearningState state, GridProgress progress) {
        left--;
        if (left == 0) {
            throw new IllegalStateException("enough");
        }
    }
}
