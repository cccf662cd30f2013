package org.relabel4j.benchmarks.grid;

/** All that a cell needs to go on, with the rows that it has come to. Immutable. */
public interface CellState {
    /** Steps that are done. */
    int steps();

    /** Whether there is no step left. */
    boolean ended();

    /** The last step in words, such as {@code round 3}. */
    String lastStep();
}
