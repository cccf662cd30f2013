package org.relabel4j.benchmarks.run;

import java.util.ArrayList;
import java.util.List;
import org.relabel4j.benchmarks.experiment.ExperimentConfig;

/**
 * One loop of an experiment: one model, one strategy, one trial.
 *
 * @param model id, or {@code a+b} for an ensemble
 * @param strategy id
 * @param trial number from 0
 */
public record Cell(String model, String strategy, int trial) {
    /** Name of the cell's files, without a suffix: {@code mlp_activelab_0}. */
    public String fileName() {
        return model + "_" + strategy + "_" + trial;
    }

    @Override
    public String toString() {
        return model + " " + strategy + " trial " + trial;
    }

    /** The cells of an experiment in the order of rounds.csv: by model, strategy and trial, as configured. */
    static List<Cell> inOrder(ExperimentConfig.Grid grid) {
        List<Cell> cells = new ArrayList<>();
        for (String model : grid.models()) {
            for (String strategy : grid.strategies()) {
                for (int trial = 0; trial < grid.trials(); trial++) {
                    cells.add(new Cell(model, strategy, trial));
                }
            }
        }
        return cells;
    }
}
