package org.relabel4j.benchmarks.grid;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.relabel4j.benchmarks.experiment.OwnParts.OwnPart;
import org.relabel4j.datasets.Dataset;
import org.relabel4j.datasets.format.InputException;

/**
 * A kind of experiment with its configuration: which cells it has, how one runs, and which tables their rows make. {@link Grid}
 * does the rest. Thread-safe: what belongs to a cell is in its calls.
 *
 * @param <C> its cells
 * @param <S> what a cell has come to
 */
public interface Experiment<C extends Cell, S extends CellState> {
    /** Its name: letters, digits and {@code . _ -}. */
    String name();

    /** What people call its cells and their steps, such as loops and rounds. */
    Words words();

    /** Two words in the plural. */
    record Words(String cells, String steps) {}

    /** The resolved configuration: keys with values, in order. */
    Map<String, Object> settings();

    /**
     * The same of an earlier run.
     *
     * @param config its config.yaml
     * @throws IllegalArgumentException if it is none of this kind
     */
    Map<String, Object> settings(Path config);

    /** What environment.json says beyond program and machine, such as seeds. */
    Map<String, Object> facts();

    /** What a program has added to the registries' parts for it; environment.json says where their code is from. */
    default List<OwnPart> ownParts() {
        return List.of();
    }

    /** What computes; see {@link org.relabel4j.benchmarks.experiment.Components#environment}. */
    Map<String, String> backend();

    /**
     * Sets up the first trials, to find out before anything runs whether configuration and data fit.
     *
     * @return their data
     * @throws IllegalArgumentException if they do not fit; one line
     * @throws InputException if the data cannot be read
     */
    List<Dataset> data() throws InputException;

    /** The cells, in the order of the tables. */
    List<C> cells();

    /**
     * The most steps that a cell takes.
     *
     * @throws InputException if the data cannot be read
     */
    int steps(C cell) throws InputException;

    /** Header of the cell's file of what it asked; empty if it asks nothing. */
    Optional<String> askedHeader(C cell);

    /** Version of what {@link #write} writes. */
    int stateVersion();

    /** Writes a state for {@link #read}, with all digits. */
    void write(S state, DataOutputStream out) throws IOException;

    /**
     * Reads a state.
     *
     * @throws IOException or IllegalArgumentException if it is none
     */
    S read(DataInputStream in) throws IOException;

    /** Whether each step of a cell needs what the one before handed over. */
    default boolean handsOver(C cell) {
        return false;
    }

    /**
     * Checks that what a step handed over can be gone on from.
     *
     * @throws InputException if not
     */
    default void check(Handover.Written handover) throws InputException {
        throw new IllegalStateException("nothing is handed over");
    }

    /**
     * Runs the steps of a cell that are left, each kept in the store once it is done.
     *
     * @throws InputException if the data cannot be read
     */
    void run(C cell, CellStore<S> store) throws InputException;

    /** Says that a cell has ended, or will not run: what only it needs may go. */
    void release(C cell);

    /**
     * The tables: a function of the states alone.
     *
     * @param states of the cells that have begun, in the order of {@link #cells}
     * @return file name to CSV
     */
    Map<String, String> tables(List<S> states);
}
