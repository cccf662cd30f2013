package org.relabel4j.benchmarks.learning;

import java.util.ArrayList;
import java.util.List;
import org.relabel4j.benchmarks.experiment.ExperimentConfig;
import org.relabel4j.benchmarks.grid.Cell;
import org.relabel4j.datasets.format.CsvRow;
import org.relabel4j.datasets.format.InputException;

/**
 * One loop of an experiment: one variant, one model, one strategy, one trial.
 *
 * @param variant name of the variant; empty if the experiment has none
 * @param model id, or {@code a+b} for an ensemble
 * @param strategy id, or the further name of one
 * @param trial number from 0
 */
public record LearningCell(String variant, String model, String strategy, int trial) implements Cell {
    /** A cell of an experiment without variants. */
    public LearningCell(String model, String strategy, int trial) {
        this("", model, strategy, trial);
    }

    /** The cell that a row of a table is about, by its columns {@code variant}, {@code model}, {@code strategy} and {@code trial}. */
    static LearningCell read(CsvRow row) throws InputException {
        return new LearningCell(row.text("variant"), row.text("model"), row.text("strategy"), row.count("trial"));
    }

    /** {@code mlp_activelab_0}, or {@code variant_mlp_activelab_0}. */
    @Override
    public String fileName() {
        return (variant.isEmpty() ? "" : variant + "_") + model + "_" + strategy + "_" + trial;
    }

    @Override
    public String toString() {
        return (variant.isEmpty() ? "" : variant + " ") + model + " " + strategy + " trial " + trial;
    }

    /** The cells of an experiment in the order of rounds.csv: by variant, model, strategy and trial, as configured. */
    static List<LearningCell> inOrder(ExperimentConfig config) {
        List<LearningCell> cells = new ArrayList<>();
        config.parts().forEach((variant, part) -> {
            for (String model : part.grid().models()) {
                for (String strategy : part.grid().strategiesOf(model)) {
                    for (int trial = 0; trial < part.grid().trials(); trial++) {
                        cells.add(new LearningCell(variant, model, strategy, trial));
                    }
                }
            }
        });
        return cells;
    }
}
