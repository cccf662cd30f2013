package org.relabel4j.benchmarks.cleaning;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.StatUtils;
import org.relabel4j.benchmarks.cleaning.CleaningResults.Curve;
import org.relabel4j.datasets.format.CsvTable;
import org.relabel4j.datasets.format.CsvTable.Column;

/**
 * A row of {@code summary.csv}: the trials of a selector at a noise level. docs/CLEANING.md explains the columns.
 *
 * @param curves one a trial, at least one
 * @param normalisedAreas of the trials that have one
 */
record CleaningSummary(String experiment, String noise, String selector, List<Curve> curves, double[] normalisedAreas) {
    private static final int DECIMALS = 6;

    private static final CsvTable<CleaningSummary> TABLE = new CsvTable<>(List.of(
            new Column<>("experiment", CleaningSummary::experiment),
            new Column<>("noise", CleaningSummary::noise),
            new Column<>("selector", CleaningSummary::selector),
            new Column<>("trials", row -> String.valueOf(row.curves.size())),
            new Column<>("relabels", row -> CsvTable.number(row.curves.get(0).lastRelabels(), 0)),
            new Column<>(
                    "start_accuracy", row -> row.mean(curve -> curve.start().labelAccuracy())),
            new Column<>("end_accuracy", row -> row.mean(curve -> curve.end().labelAccuracy())),
            new Column<>("end_accuracy_sd", row -> row.sd(curve -> curve.end().labelAccuracy())),
            new Column<>("area", row -> row.mean(Curve::area)),
            new Column<>("area_sd", row -> row.sd(Curve::area)),
            new Column<>("normalised_area", row -> mean(row.normalisedAreas)),
            new Column<>("normalised_area_sd", row -> sd(row.normalisedAreas)),
            new Column<>(
                    "clear_mislabelled", row -> row.mean(curve -> curve.end().clearMislabelled())),
            new Column<>(
                    "ambiguous_mislabelled",
                    row -> row.mean(curve -> curve.end().ambiguousMislabelled())),
            new Column<>("total_variation", row -> row.mean(curve -> curve.end().totalVariation()))));

    /** The whole file. */
    static String text(String experiment, CleaningResults results) {
        List<CleaningSummary> rows = new ArrayList<>();
        for (String noise : results.noiseLevels()) {
            for (String selector : results.selectors(noise)) {
                rows.add(new CleaningSummary(
                        experiment,
                        noise,
                        selector,
                        results.curves(noise, selector),
                        results.normalisedAreas(noise, selector)));
            }
        }
        return TABLE.text(rows);
    }

    private String mean(ToDoubleFunction<Curve> value) {
        return mean(curves.stream().mapToDouble(value).toArray());
    }

    private String sd(ToDoubleFunction<Curve> value) {
        return sd(curves.stream().mapToDouble(value).toArray());
    }

    private static String mean(double[] values) {
        return values.length == 0 ? "" : CsvTable.known(StatUtils.mean(values), DECIMALS);
    }

    private static String sd(double[] values) {
        return values.length < 2 ? "" : CsvTable.known(Math.sqrt(StatUtils.variance(values)), DECIMALS);
    }
}
