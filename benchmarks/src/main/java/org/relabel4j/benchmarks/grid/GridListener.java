package org.relabel4j.benchmarks.grid;

import java.time.Duration;
import java.util.Optional;

/**
 * Hears how a run goes on. Calls never overlap, but come from several threads. An exception stops the run, which can be
 * resumed.
 *
 * @param <C> the cells that it can hear of
 * @param <S> what a cell has come to
 */
public interface GridListener<C extends Cell, S extends CellState> {
    /** Hears nothing. */
    GridListener<Cell, CellState> SILENT = new GridListener<>() {};

    /**
     * How far the whole run is.
     *
     * @param steps done in all cells, those of an earlier session included; a cell that has ended counts as a whole
     * @param stepsInAll the most steps of all cells
     * @param elapsed time since this session began
     * @param remaining estimate of the time left, from the mean time a step in this session
     */
    record GridProgress(long steps, long stepsInAll, Duration elapsed, Optional<Duration> remaining) {}

    /** The run begins or goes on: folder, files and checks are done. */
    default void runStarted(RunFolder folder, int cells, GridProgress progress) {}

    /** A step is done and on the disk. */
    default void stepDone(C cell, S state, GridProgress progress) {}

    /** A cell has run to its end. */
    default void cellDone(C cell, GridProgress progress) {}

    /** A cell has failed; the others go on. */
    default void cellFailed(C cell, Throwable cause, GridProgress progress) {}
}
