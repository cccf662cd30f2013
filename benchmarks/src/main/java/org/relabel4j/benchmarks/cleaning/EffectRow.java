package org.relabel4j.benchmarks.cleaning;

import java.util.List;
import org.relabel4j.datasets.format.CsvRow;
import org.relabel4j.datasets.format.CsvTable;
import org.relabel4j.datasets.format.CsvTable.Column;
import org.relabel4j.datasets.format.InputException;

/**
 * A row of {@code effects.csv}: a number about what labels are worth, to the decimals that it is written with.
 *
 * @param experiment name of the experiment
 * @param key what it is about
 * @param trial number from 0
 * @param value NaN where it is not defined
 */
public record EffectRow(String experiment, EffectKey key, int trial, double value) {
    private static final int DECIMALS = 6;

    /** The table. */
    public static final CsvTable<EffectRow> TABLE = new CsvTable<>(
            List.of(
                    new Column<>("experiment", EffectRow::experiment),
                    new Column<>("noise", row -> row.key.noise()),
                    new Column<>("labels", row -> row.key.labels()),
                    new Column<>("trial", row -> String.valueOf(row.trial)),
                    new Column<>("measure", row -> row.key.measure()),
                    new Column<>("model", row -> row.key.model()),
                    new Column<>("value", row -> CsvTable.known(row.value, DECIMALS))),
            EffectRow::read);

    /**
     * What a number is about.
     *
     * @param noise the noise level's text
     * @param labels selector, first-labels or true-labels
     * @param measure such as {@code kendall}
     * @param model empty for all models together
     */
    public record EffectKey(String noise, String labels, String measure, String model) {}

    public EffectRow {
        value = CsvTable.rounded(value, DECIMALS);
    }

    private static EffectRow read(CsvRow row) throws InputException {
        return new EffectRow(
                row.text("experiment"),
                new EffectKey(row.text("noise"), row.text("labels"), row.text("measure"), row.text("model")),
                row.count("trial"),
                row.number("value"));
    }
}
