package org.relabel4j.benchmarks.learning;

import java.util.List;
import org.relabel4j.datasets.format.CsvRow;
import org.relabel4j.datasets.format.CsvTable;
import org.relabel4j.datasets.format.CsvTable.Column;
import org.relabel4j.datasets.format.InputException;

/**
 * Wall-clock seconds of one round, a row of {@code timings.csv}. Times are kept apart from rounds.csv because they differ
 * from run to run.
 *
 * @param cell variant, model, strategy and trial
 * @param round number from 0
 * @param consensus inferring the consensus
 * @param model training the folds and predicting
 * @param acquisition scoring and selecting
 * @param total the whole round
 */
public record RoundTiming(
        LearningCell cell, int round, double consensus, double model, double acquisition, double total) {
    /** Name of the file. */
    static final String FILE = "timings.csv";

    private static final int DECIMALS = 4;

    /** The columns. */
    static final CsvTable<RoundTiming> TABLE = new CsvTable<>(
            List.of(
                    new Column<>("variant", row -> row.cell.variant()),
                    new Column<>("model", row -> row.cell.model()),
                    new Column<>("strategy", row -> row.cell.strategy()),
                    new Column<>("trial", row -> String.valueOf(row.cell.trial())),
                    new Column<>("round", row -> String.valueOf(row.round)),
                    new Column<>("consensus_seconds", row -> CsvTable.number(row.consensus, DECIMALS)),
                    new Column<>("model_seconds", row -> CsvTable.number(row.model, DECIMALS)),
                    new Column<>("acquisition_seconds", row -> CsvTable.number(row.acquisition, DECIMALS)),
                    new Column<>("round_seconds", row -> CsvTable.number(row.total, DECIMALS))),
            RoundTiming::read);

    private static RoundTiming read(CsvRow row) throws InputException {
        return new RoundTiming(
                LearningCell.read(row),
                row.count("round"),
                row.amount("consensus_seconds"),
                row.amount("model_seconds"),
                row.amount("acquisition_seconds"),
                row.amount("round_seconds"));
    }
}
