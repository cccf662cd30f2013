package org.relabel4j.benchmarks.cleaning;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.stat.StatUtils;
import org.relabel4j.core.cleaning.CleaningPoint;

/** Rows of curves.csv, effects.csv and summary.csv; docs/CLEANING.md explains the columns. */
final class CleaningTables {
    /** Raised by a change that is more than an added last column; environment.json records it. */
    static final int VERSION = 1;

    static final String CURVES_HEADER = "experiment,noise,selector,trial,relabels,label_accuracy,clear_mislabelled,"
            + "ambiguous_mislabelled,total_variation\n";
    static final String EFFECTS_HEADER = "experiment,noise,labels,trial,measure,model,value\n";
    static final String SUMMARY_HEADER = "experiment,noise,selector,trials,relabels,start_accuracy,end_accuracy,"
            + "end_accuracy_sd,area,area_sd,normalised_area,normalised_area_sd,clear_mislabelled,ambiguous_mislabelled,"
            + "total_variation\n";

    private CleaningTables() {}

    static List<String> curveRows(CleaningConfig config, CleaningCell cell, List<CleaningPoint> points) {
        return points.stream()
                .map(point -> String.format(
                        Locale.ROOT,
                        "%s,%.0f,%.6f,%.3f,%.3f,%.6f",
                        start(config, cell),
                        point.relabels(),
                        point.labelAccuracy(),
                        point.clearMislabelled(),
                        point.ambiguousMislabelled(),
                        point.totalVariation()))
                .toList();
    }

    static List<String> effectRows(CleaningConfig config, CleaningCell cell, List<Effects.Value> values) {
        return values.stream()
                .map(value ->
                        start(config, cell) + "," + value.measure() + "," + value.model() + "," + number(value.value()))
                .toList();
    }

    private static String start(CleaningConfig config, CleaningCell cell) {
        return config.name() + "," + cell.noise().text() + "," + cell.labels() + "," + cell.trial();
    }

    static List<String> summaryRows(CleaningConfig config, CleaningResults results) {
        List<String> rows = new ArrayList<>();
        for (String noise : results.noiseLevels()) {
            for (String selector : results.selectors(noise)) {
                List<CleaningResults.Curve> curves = results.curves(noise, selector);
                List<String> row = new ArrayList<>(List.of(config.name(), noise, selector));
                row.add(String.valueOf(curves.size()));
                row.add(String.format(Locale.ROOT, "%.0f", curves.get(0).lastRelabels()));
                row.add(mean(curves.stream()
                        .mapToDouble(c -> c.start().labelAccuracy())
                        .toArray()));
                addMeanAndSd(
                        row,
                        curves.stream()
                                .mapToDouble(c -> c.end().labelAccuracy())
                                .toArray());
                addMeanAndSd(
                        row,
                        curves.stream().mapToDouble(CleaningResults.Curve::area).toArray());
                addMeanAndSd(row, results.normalisedAreas(noise, selector));
                row.add(mean(curves.stream()
                        .mapToDouble(c -> c.end().clearMislabelled())
                        .toArray()));
                row.add(mean(curves.stream()
                        .mapToDouble(c -> c.end().ambiguousMislabelled())
                        .toArray()));
                row.add(mean(curves.stream()
                        .mapToDouble(c -> c.end().totalVariation())
                        .toArray()));
                rows.add(String.join(",", row));
            }
        }
        return rows;
    }

    private static void addMeanAndSd(List<String> row, double[] values) {
        row.add(mean(values));
        row.add(values.length < 2 ? "" : number(Math.sqrt(StatUtils.variance(values))));
    }

    private static String mean(double[] values) {
        return values.length == 0 ? "" : number(StatUtils.mean(values));
    }

    /** Six decimals; nothing for what is not known. */
    private static String number(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.6f", value);
    }
}
