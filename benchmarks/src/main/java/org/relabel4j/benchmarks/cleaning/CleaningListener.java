package org.relabel4j.benchmarks.cleaning;

import org.relabel4j.benchmarks.run.ProgressListener.Progress;

/**
 * Hears how a run goes on. Calls never overlap, but come from several threads. An exception stops the run, which can be resumed.
 * A step is a stage of a cell (training and relabelling), or the measuring of what its labels are worth.
 */
public interface CleaningListener {
    /** Hears nothing. */
    CleaningListener SILENT = new CleaningListener() {};

    /** The run begins or goes on: folder, files and checks are done. */
    default void runStarted(CleaningFolder folder, int cells, Progress progress) {}

    /** A step is done and on the disk. */
    default void stepDone(CleaningCell cell, String step, Progress progress) {}

    /** A cell has failed; the others go on. */
    default void cellFailed(CleaningCell cell, Throwable cause, Progress progress) {}
}
