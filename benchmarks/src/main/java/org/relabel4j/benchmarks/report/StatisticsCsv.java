package org.relabel4j.benchmarks.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import org.relabel4j.benchmarks.statistics.Comparison;
import org.relabel4j.benchmarks.statistics.Measure;
import org.relabel4j.benchmarks.statistics.Metric;
import org.relabel4j.benchmarks.statistics.Results;
import org.relabel4j.benchmarks.statistics.Summary;

/**
 * {@code statistics.csv}: a row for each model, metric, measure and ordered pair of strategies; a strategy alone has one row
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
 */
final class StatisticsCsv {
    private static final List<String> HEADER = List.of(
            "run",
            "experiment",
            "model",
            "metric",
            "measure",
            "strategy",
            "trials",
            "mean",
            "sd",
            "low",
            "high",
            "against",
            "pairs",
            "difference",
            "difference_low",
            "difference_high",
            "p_t",
            "p_t_holm",
            "p_wilcoxon",
            "p_wilcoxon_holm",
            "labels_saved");

    private StatisticsCsv() {}

    /** The whole file. */
    static String of(List<RunData> runs) {
        List<List<String>> rows = new ArrayList<>();
        for (RunData run : runs) {
            for (ModelResult model : run.models()) {
                for (Metric metric : Metric.values()) {
                    for (Measure measure : Measure.values()) {
                        List<String> key =
                                List.of(run.name(), model.experiment(), model.model(), metric.column(), measure.id());
                        add(rows, key, model.results(), metric, measure);
                    }
                }
            }
        }
        return CsvText.of(HEADER, rows);
    }

    private static void add(
            List<List<String>> rows, List<String> key, Results results, Metric metric, Measure measure) {
        for (String strategy : results.strategies()) {
            results.summary(strategy, metric, measure).ifPresent(summary -> {
                List<String> start = new ArrayList<>(key);
                start.add(strategy);
                start.addAll(columns(summary));
                List<Comparison> comparisons = results.compare(strategy, metric, measure);
                for (Comparison c : comparisons) {
                    List<String> row = new ArrayList<>(start);
                    row.addAll(columns(c, results.labelsSaved(strategy, c.other(), metric)));
                    rows.add(row);
                }
                if (comparisons.isEmpty()) {
                    start.addAll(Collections.nCopies(HEADER.size() - start.size(), ""));
                    rows.add(start);
                }
            });
        }
    }

    private static List<String> columns(Summary summary) {
        boolean spread = summary.trials() > 1;
        return List.of(
                String.valueOf(summary.trials()),
                CsvText.number(summary.value().mean()),
                CsvText.number(summary.value().sd()),
                spread ? CsvText.number(summary.interval().low()) : "",
                spread ? CsvText.number(summary.interval().high()) : "");
    }

    private static List<String> columns(Comparison c, OptionalDouble saved) {
        boolean spread = c.trials() > 1;
        return List.of(
                c.other(),
                String.valueOf(c.trials()),
                CsvText.number(c.meanDifference()),
                spread ? CsvText.number(c.interval().low()) : "",
                spread ? CsvText.number(c.interval().high()) : "",
                CsvText.number(c.tTest().single()),
                CsvText.number(c.tTest().corrected()),
                CsvText.number(c.wilcoxon().single()),
                CsvText.number(c.wilcoxon().corrected()),
                CsvText.number(saved));
    }
}
