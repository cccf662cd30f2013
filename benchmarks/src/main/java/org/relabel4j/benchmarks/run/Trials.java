package org.relabel4j.benchmarks.run;

import java.util.HashMap;
import java.util.Map;
import org.relabel4j.benchmarks.experiment.Components;
import org.relabel4j.benchmarks.experiment.ExperimentConfig;
import org.relabel4j.datasets.format.InputException;

/** The trials that cells need now: set up when the first cell asks, let go when the last has ended. Thread-safe. */
final class Trials {
    private final ExperimentConfig config;
    private final Components components;
    private final Map<Integer, Trial> trials = new HashMap<>();
    private final Map<Integer, Integer> cellsLeft = new HashMap<>();

    Trials(ExperimentConfig config, Components components) {
        this.config = config;
        this.components = components;
        Cell.inOrder(config.grid()).forEach(cell -> cellsLeft.merge(cell.trial(), 1, Integer::sum));
    }

    /**
     * Sets up the first trial.
     *
     * @throws IllegalArgumentException if the configuration does not fit the data; one line
     * @throws InputException if the data cannot be read
     */
    void check() throws InputException {
        get(0);
    }

    /** A trial. While one is set up, others wait. */
    synchronized Trial get(int trial) throws InputException {
        Trial found = trials.get(trial);
        if (found == null) {
            found = Trial.of(config, trial, components);
            trials.put(trial, found);
        }
        return found;
    }

    /** Says that a cell needs its trial no more. */
    synchronized void release(Cell cell) {
        if (cellsLeft.merge(cell.trial(), -1, Integer::sum) == 0) {
            trials.remove(cell.trial());
        }
    }
}
