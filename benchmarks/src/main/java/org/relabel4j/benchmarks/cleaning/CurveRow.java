package org.relabel4j.benchmarks.cleaning;

import java.util.List;
import org.relabel4j.core.cleaning.CleaningPoint;
import org.relabel4j.datasets.format.CsvRow;
import org.relabel4j.datasets.format.CsvTable;
import org.relabel4j.datasets.format.CsvTable.Column;
import org.relabel4j.datasets.format.InputException;

/**
 * A row of {@code curves.csv}: how clean the labels were at a number of relabels, to the decimals that it is written with.
 *
 * @param experiment name of the experiment
 * @param noise the noise level's text
 * @param selector id
 * @param trial number from 0
 * @param point how clean the labels were
 */
public record CurveRow(String experiment, String noise, String selector, int trial, CleaningPoint point) {
    private static final int FRACTION = 6;
    private static final int COUNT = 3;

    /** The table. */
    public static final CsvTable<CurveRow> TABLE = new CsvTable<>(
            List.of(
                    new Column<>("experiment", CurveRow::experiment),
                    new Column<>("noise", CurveRow::noise),
                    new Column<>("selector", CurveRow::selector),
                    new Column<>("trial", row -> String.valueOf(row.trial)),
                    new Column<>("relabels", row -> CsvTable.number(row.point.relabels(), 0)),
                    new Column<>("label_accuracy", row -> CsvTable.number(row.point.labelAccuracy(), FRACTION)),
                    new Column<>("clear_mislabelled", row -> CsvTable.number(row.point.clearMislabelled(), COUNT)),
                    new Column<>(
                            "ambiguous_mislabelled", row -> CsvTable.number(row.point.ambiguousMislabelled(), COUNT)),
                    new Column<>("total_variation", row -> CsvTable.number(row.point.totalVariation(), FRACTION))),
            CurveRow::read);

    public CurveRow {
        point = new CleaningPoint(
                CsvTable.rounded(point.relabels(), 0),
                CsvTable.rounded(point.labelAccuracy(), FRACTION),
                CsvTable.rounded(point.clearMislabelled(), COUNT),
                CsvTable.rounded(point.ambiguousMislabelled(), COUNT),
                CsvTable.rounded(point.totalVariation(), FRACTION));
    }

    private static CurveRow read(CsvRow row) throws InputException {
        return new CurveRow(
                row.text("experiment"),
                row.text("noise"),
                row.text("selector"),
                row.count("trial"),
                new CleaningPoint(
                        row.amount("relabels"),
                        row.fraction("label_accuracy"),
                        row.amount("clear_mislabelled"),
                        row.amount("ambiguous_mislabelled"),
                        row.fraction("total_variation")));
    }
}
