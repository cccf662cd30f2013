package org.relabel4j.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.relabel4j.benchmarks.statistics.Comparison;
import org.relabel4j.benchmarks.statistics.Measure;
import org.relabel4j.benchmarks.statistics.Metric;
import org.relabel4j.benchmarks.statistics.Summary;
import org.relabel4j.datasets.format.CsvTable;
import org.relabel4j.datasets.format.CsvTable.Column;

/**
 * A row of {@code statistics.csv}: there is one for each model, metric, measure and ordered pair of strategies; a strategy alone has one row
 * without {@code against}. Only trials that got to the last round count.
 *
 * <table>
 * <caption>Columns</caption>
 * <tr><td>{@code run, experiment, model, metric, measure, strategy}</td><td>whose; metric is a column of rounds.csv, measure is
 * {@code last_round}, {@code area} or {@code mean_of_rounds}</td></tr>
 * <tr><td>{@code trials, mean, sd, low, high}</td><td>over trials; low to high is the mean's 95 % bootstrap interval</td></tr>
 * <tr><td>{@code against}</td><td>the other strategy</td></tr>
 * <tr><td>{@code pairs, difference, difference_low, difference_high}</td><td>this less the other, mean over common trials</td></tr>
 * <tr><td>{@code p_t, p_t_holm, p_wilcoxon, p_wilcoxon_holm}</td><td>paired tests; holm: corrected for the strategies that this one
 * is compared with</td></tr>
 * <tr><td>{@code labels_saved}</td><td>labels with which the other first has its last value, less this one's</td></tr>
 * </table>
 *
 * <p>What is unknown is empty.
 *
 * @param run name of the run's folder
 * @param of experiment and model
 * @param summary of the strategy alone
 * @param against the comparison with another strategy, if there is one
 */
record StatisticsRow(
        String run,
        ModelResult of,
        Metric metric,
        Measure measure,
        String strategy,
        Summary summary,
        Optional<Comparison> against) {
    private static final int DECIMALS = 6;

    private static final CsvTable<StatisticsRow> TABLE = new CsvTable<>(List.of(
            new Column<>("run", StatisticsRow::run),
            new Column<>("experiment", row -> row.of.experiment()),
            new Column<>("model", row -> row.of.model()),
            new Column<>("metric", row -> row.metric.column()),
            new Column<>("measure", row -> row.measure.id()),
            new Column<>("strategy", StatisticsRow::strategy),
            new Column<>("trials", row -> String.valueOf(row.summary.trials())),
            new Column<>("mean", row -> number(row.summary.value().mean())),
            new Column<>("sd", row -> number(row.summary.value().sd())),
            new Column<>("low", row -> row.spread(row.summary.interval().low())),
            new Column<>("high", row -> row.spread(row.summary.interval().high())),
            new Column<>("against", row -> row.ifAgainst(Comparison::other)),
            new Column<>("pairs", row -> row.ifAgainst(c -> String.valueOf(c.trials()))),
            new Column<>("difference", row -> row.ofAgainst(Comparison::meanDifference)),
            new Column<>(
                    "difference_low",
                    row -> row.spreadOfAgainst(c -> c.interval().low())),
            new Column<>(
                    "difference_high",
                    row -> row.spreadOfAgainst(c -> c.interval().high())),
            new Column<>("p_t", row -> row.ofAgainst(c -> c.tTest().single())),
            new Column<>("p_t_holm", row -> row.ofAgainst(c -> c.tTest().corrected())),
            new Column<>("p_wilcoxon", row -> row.ofAgainst(c -> c.wilcoxon().single())),
            new Column<>(
                    "p_wilcoxon_holm", row -> row.ofAgainst(c -> c.wilcoxon().corrected())),
            new Column<>("labels_saved", row -> row.ofAgainst(row::labelsSaved))));

    /** The whole file. */
    static String csv(List<RunData> runs) {
        List<StatisticsRow> rows = new ArrayList<>();
        for (RunData run : runs) {
            for (ModelResult model : run.models()) {
                for (Metric metric : Metric.values()) {
                    for (Measure measure : Measure.values()) {
                        add(rows, run.name(), model, metric, measure);
                    }
                }
            }
        }
        return TABLE.text(rows);
    }

    private static void add(List<StatisticsRow> rows, String run, ModelResult model, Metric metric, Measure measure) {
        for (String strategy : model.results().strategies()) {
            model.results().summary(strategy, metric, measure).ifPresent(summary -> {
                List<Comparison> comparisons = model.results().compare(strategy, metric, measure);
                comparisons.forEach(c ->
                        rows.add(new StatisticsRow(run, model, metric, measure, strategy, summary, Optional.of(c))));
                if (comparisons.isEmpty()) {
                    rows.add(new StatisticsRow(run, model, metric, measure, strategy, summary, Optional.empty()));
                }
            });
        }
    }

    private double labelsSaved(Comparison comparison) {
        return of.results().labelsSaved(strategy, comparison.other(), metric).orElse(Double.NaN);
    }

    private String ifAgainst(Function<Comparison, String> text) {
        return against.map(text).orElse("");
    }

    private String ofAgainst(ToDoubleFunction<Comparison> value) {
        return ifAgainst(c -> number(value.applyAsDouble(c)));
    }

    private String spreadOfAgainst(ToDoubleFunction<Comparison> value) {
        return ifAgainst(c -> c.trials() > 1 ? number(value.applyAsDouble(c)) : "");
    }

    private String spread(double value) {
        return summary.trials() > 1 ? number(value) : "";
    }

    private static String number(double value) {
        return CsvTable.known(value, DECIMALS);
    }
}
