package org.relabel4j.benchmarks.run;

import java.time.Duration;
import java.util.Optional;

/**
 * Hears how a run goes on. Calls never overlap, but come from several threads. An exception stops the run, which can be
 * resumed.
 */
public interface ProgressListener {
    /** Hears nothing. */
    ProgressListener SILENT = new ProgressListener() {};

    /**
     * How far the whole run is.
     *
     * @param roundsDone rounds done in all cells, those of an earlier session included
     * @param roundsInAll rounds of all cells
     * @param elapsed time since this session began
     * @param remaining estimate of the time left, from the mean time a round in this session
     */
    record Progress(long roundsDone, long roundsInAll, Duration elapsed, Optional<Duration> remaining) {}

    /** The run begins or goes on: folder, files and checks are done. */
    default void runStarted(RunFolder folder, int cells, Progress progress) {}

    /**
     * A cell begins or goes on.
     *
     * @param fromRound the first round that it will run
     */
    default void cellStarted(Cell cell, int fromRound) {}

    /** A round is done and its checkpoint written. */
    default void roundDone(Cell cell, RoundRow row, Progress progress) {}

    /** A cell has run to its end. */
    default void cellDone(Cell cell, Progress progress) {}

    /** A cell has failed; the others go on. */
    default void cellFailed(Cell cell, Throwable cause, Progress progress) {}
}
