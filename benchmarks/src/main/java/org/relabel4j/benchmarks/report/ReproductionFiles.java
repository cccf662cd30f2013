package org.relabel4j.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.relabel4j.benchmarks.statistics.Metric;
import org.relabel4j.datasets.format.CsvTable;
import org.relabel4j.datasets.format.CsvTable.Column;
import org.relabel4j.pages.Shown;

/**
 * A run beside the published results, to be read by programs and pasted into documents.
 *
 * <p>{@code published.csv} has a row for each experiment, model, strategy and metric: how many rounds both evaluate, the labels bought
 * in the last of these, and there and in the mean over rounds the published value, the one here, and the difference.
 * {@code published.md} is the same as a Markdown table.
 */
final class ReproductionFiles {
    private static final int DECIMALS = 6;

    private static final CsvTable<Row> TABLE = new CsvTable<>(List.of(
            new Column<>("run", Row::run),
            new Column<>("experiment", row -> row.one.experiment()),
            new Column<>("model", row -> row.one.model()),
            new Column<>("strategy", row -> row.one.strategy()),
            new Column<>("metric", row -> row.metric.column()),
            new Column<>("trials", row -> String.valueOf(row.trials)),
            new Column<>("rounds", row -> String.valueOf(row.matches.rounds().size())),
            new Column<>("labels", row -> CsvTable.number(row.matches.last().bought(), 0)),
            number("published_end", row -> row.matches.last().there().mean()),
            number("published_end_sd", row -> row.matches.last().there().sd()),
            number("here_end", row -> row.matches.last().here().mean()),
            number("here_end_sd", row -> row.matches.last().here().sd()),
            number("difference_end", row -> row.matches.last().difference()),
            number("published_mean", row -> row.matches.meanPublished()),
            number("here_mean", row -> row.matches.meanHere()),
            number("difference_mean", row -> row.matches.meanDifference())));

    private record Row(String run, Reproduction one, Metric metric, int trials, Reproduction.Matches matches) {}

    private static Column<Row> number(String name, ToDoubleFunction<Row> value) {
        return new Column<>(name, row -> CsvTable.known(value.applyAsDouble(row), DECIMALS));
    }

    private ReproductionFiles() {}

    /** Whether anything of these runs was published. */
    static boolean hasAny(List<RunData> runs) {
        return runs.stream()
                .flatMap(run -> run.models().stream())
                .anyMatch(m -> !Reproduction.all(m).isEmpty());
    }

    static String csv(List<RunData> runs) {
        List<Row> rows = new ArrayList<>();
        for (RunData run : runs) {
            for (ModelResult model : run.models()) {
                for (Reproduction one : Reproduction.all(model)) {
                    int trials = model.strategy(one.strategy()).orElseThrow().trials();
                    for (Metric metric : Metric.ACCURACIES) {
                        one.of(metric).ifPresent(m -> rows.add(new Row(run.name(), one, metric, trials, m)));
                    }
                }
            }
        }
        return TABLE.text(rows);
    }

    /** A table for each experiment; strategies that were not published are in it, with a dash. */
    static String markdown(List<RunData> runs) {
        StringBuilder text = new StringBuilder();
        for (RunData run : runs) {
            run.models().stream().map(ModelResult::experiment).distinct().forEach(experiment -> {
                List<ModelResult> models = run.models().stream()
                        .filter(m -> m.experiment().equals(experiment))
                        .toList();
                if (models.stream().anyMatch(m -> !Reproduction.all(m).isEmpty())) {
                    text.append(text.isEmpty() ? "" : "\n");
                    append(text, experiment, models);
                }
            });
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String experiment, List<ModelResult> models) {
        StrategyResult first = models.get(0).strategies().get(0);
        text.append(String.format(
                Locale.ROOT,
                "%s: %d trials of %d rounds, mean ± standard deviation; in brackets the published mean and how far we are above"
                        + " it.\n\n",
                experiment,
                first.trials(),
                first.rounds()));
        text.append(
                "| model | strategy | model accuracy, end | mean of rounds | consensus accuracy, end | mean of rounds |\n");
        text.append("|---|---|---|---|---|---|\n");
        for (ModelResult model : models) {
            List<Reproduction> published = Reproduction.all(model);
            for (StrategyResult strategy : model.strategies()) {
                Optional<Reproduction> one = published.stream()
                        .filter(p -> p.strategy().equals(strategy.strategy()))
                        .findFirst();
                text.append("| ").append(model.model()).append(" | ").append(strategy.strategy());
                for (Metric metric : Metric.ACCURACIES) {
                    append(text, strategy, metric, one.flatMap(o -> o.of(metric)));
                }
                text.append(" |\n");
            }
        }
        for (ModelResult model : models) {
            List<Reproduction> published = Reproduction.all(model);
            if (!published.isEmpty()) {
                text.append('\n')
                        .append(model.model())
                        .append(": ")
                        .append(Reproduction.verdict(published))
                        .append('\n');
            }
        }
    }

    private static void append(
            StringBuilder text, StrategyResult strategy, Metric metric, Optional<Reproduction.Matches> matches) {
        text.append(" | ").append(strategy.curve(metric).last().text());
        matches.ifPresent(
                m -> text.append(bracket(m.last().there().mean(), m.last().difference())));
        double mean = matches.map(Reproduction.Matches::meanHere)
                .orElseGet(() -> strategy.curve(metric).mean());
        text.append(" | ").append(Shown.fraction(mean));
        matches.ifPresent(m -> text.append(bracket(m.meanPublished(), m.meanDifference())));
    }

    private static String bracket(double published, double difference) {
        return String.format(Locale.ROOT, " (%.3f, %s)", published, Shown.signed(difference));
    }
}
