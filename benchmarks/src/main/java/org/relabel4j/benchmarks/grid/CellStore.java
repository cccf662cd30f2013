package org.relabel4j.benchmarks.grid;

import java.nio.file.Path;
import java.util.Optional;
import org.relabel4j.datasets.format.InputException;

/**
 * Where one cell's work is kept, step by step. Used by one thread.
 *
 * @param <S> the cell's state
 */
public interface CellStore<S extends CellState> {
    /** What the cell goes on from; empty if it begins. */
    Optional<S> before();

    /** What the last step handed over; empty if it handed nothing. */
    Optional<Handover.Written> handover();

    /** Writes a file, in one step. */
    @FunctionalInterface
    interface FileWriter {
        /** Writes the file. */
        void write(Path file) throws InputException;
    }

    /**
     * Keeps a file in the cell's folder under {@code predictions/}. To be called before the {@link #keep} of its step, so that each step
     * that is kept has its files; a step that is done again replaces them.
     *
     * @param name of the file
     * @throws RuntimeException if the run is to stop: let it pass
     */
    void keepPredictions(String name, FileWriter writer);

    /**
     * Keeps a step: from now on the cell goes on after it, whatever happens to this process.
     *
     * @param now the state after the step
     * @param asked rows for the cell's file under {@code batches/}, each with its line end; may be empty
     * @param next for the next step; not kept if there is none
     * @throws RuntimeException if the run is to stop: let it pass
     */
    void keep(S now, String asked, Optional<Handover> next);
}
