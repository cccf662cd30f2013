package org.relabel4j.benchmarks.grid;

/** One combination of an experiment's grid in one trial. As text it is what people see of it. */
public interface Cell {
    /** Number of the trial, from 0. */
    int trial();

    /** Name of its files, without a suffix; no two cells of an experiment share it. */
    String fileName();
}
