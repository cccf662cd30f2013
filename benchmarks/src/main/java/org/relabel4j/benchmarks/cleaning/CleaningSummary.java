package org.relabel4j.benchmarks.cleaning;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.relabel4j.benchmarks.cleaning.CleaningResults.TrialCurve;
import org.relabel4j.benchmarks.statistics.MeanSd;
import org.relabel4j.benchmarks.statistics.Summary;
import org.relabel4j.datasets.format.CsvTable;
import org.relabel4j.datasets.format.CsvTable.Column;

/**
 * A row of {@code summary.csv}: the trials of a selector at a noise level. docs/CLEANING.md explains the columns.
 *
 * @param results of the run
 */
record CleaningSummary(String experiment, String noise, String selector, CleaningResults results) {
    private static final int DECIMALS = 6;

    private static final CsvTable<CleaningSummary> TABLE = new CsvTable<>(List.of(
            new Column<>("experiment", CleaningSummary::experiment),
            new Column<>("noise", CleaningSummary::noise),
            new Column<>("selector", CleaningSummary::selector),
            new Column<>("trials", row -> String.valueOf(row.curves().size())),
            new Column<>(
                    "relabels", row -> CsvTable.number(row.curves().get(0).end().relabels(), 0)),
            new Column<>(
                    "start_accuracy", row -> row.mean(curve -> curve.start().labelAccuracy())),
            new Column<>("end_accuracy", row -> row.mean(curve -> curve.end().labelAccuracy())),
            new Column<>("end_accuracy_sd", row -> row.sd(curve -> curve.end().labelAccuracy())),
            new Column<>("area", row -> row.mean(TrialCurve::area)),
            new Column<>("area_sd", row -> row.sd(TrialCurve::area)),
            new Column<>("normalised_area", row -> known(row.normalised().mean())),
            new Column<>("normalised_area_sd", row -> known(row.normalised().sd())),
            new Column<>(
                    "clear_mislabelled", row -> row.mean(curve -> curve.end().clearMislabelled())),
            new Column<>(
                    "ambiguous_mislabelled",
                    row -> row.mean(curve -> curve.end().ambiguousMislabelled())),
            new Column<>("total_variation", row -> row.mean(curve -> curve.end().totalVariation())),
            new Column<>("times_fewer", row -> row.timesFewer(s -> s.value().mean())),
            new Column<>("times_fewer_sd", row -> row.timesFewer(s -> s.value().sd())),
            new Column<>("times_fewer_low", row -> row.timesFewer(s -> s.low())),
            new Column<>("times_fewer_high", row -> row.timesFewer(s -> s.high()))));

    /** The whole file. */
    static String text(String experiment, CleaningResults results) {
        return TABLE.text(results.noiseLevels().stream()
                .flatMap(noise -> results.selectors(noise).stream()
                        .map(selector -> new CleaningSummary(experiment, noise, selector, results)))
                .toList());
    }

    private List<TrialCurve> curves() {
        return results.curves(noise, selector);
    }

    private MeanSd normalised() {
        return MeanSd.of(results.normalisedAreas(noise, selector));
    }

    private String timesFewer(ToDoubleFunction<Summary> value) {
        return known(results.timesFewer(noise, selector)
                .map(summary -> value.applyAsDouble(summary))
                .orElse(Double.NaN));
    }

    private String mean(ToDoubleFunction<TrialCurve> value) {
        return known(results.mean(noise, selector, value).mean());
    }

    private String sd(ToDoubleFunction<TrialCurve> value) {
        return known(results.mean(noise, selector, value).sd());
    }

    private static String known(double value) {
        return CsvTable.known(value, DECIMALS);
    }
}
