package org.relabel4j.benchmarks.grid;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where cells run: on threads of this process ({@link ThreadWorkers}), or elsewhere ({@link ClusterWorkers}). */
public interface CellWorkers {
    /**
     * The run that cells belong to. Thread-safe.
     *
     * @param <C> its cells
     * @param <S> what a cell has come to
     */
    interface Session<C extends Cell, S extends CellState> {
        /** Where a cell keeps its steps; empty if it has ended, or the run is to stop. */
        Optional<CellStore<S>> begin(C cell);

        /** Says that a cell has run to its end. */
        void end(C cell);

        /** Says that a cell has failed. */
        void fail(C cell, Throwable cause);

        /**
         * Says that cells run on a machine other than this process's, for environment.json to name once.
         *
         * @param facts as of {@link Machine}, and others that tell machines apart; of text and numbers
         */
        void machine(Map<String, Object> facts);

        /** Says that the run is to stop: each cell at its next step. */
        void interrupt();
    }

    /**
     * Runs cells, in order, several at a time, each released when it has ended. Returns when all have ended, also if it is
     * interrupted: a run folder must not be given free while a cell writes to it.
     *
     * @throws InterruptedException if the calling thread was interrupted
     */
    <C extends Cell, S extends CellState> void run(Experiment<C, S> experiment, List<C> cells, Session<C, S> session)
            throws InterruptedException;

    /** What environment.json says of them. */
    default Map<String, Object> facts() {
        return Map.of();
    }
}
