package org.relabel4j.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.relabel4j.benchmarks.statistics.Metric;

/**
 * A run beside the published results, to be read by programs and pasted into documents.
 *
 * <p>{@code published.csv} has a row for each experiment, model, strategy and metric: how many rounds both evaluate, the labels bought
 * in the last of these, and there and in the mean over rounds the published value, the one here, and the difference.
 * {@code published.md} is the same as a Markdown table.
 */
final class ReproductionFiles {
    private static final List<String> HEADER = List.of(
            "run",
            "experiment",
            "model",
            "strategy",
            "metric",
            "trials",
            "rounds",
            "labels",
            "published_end",
            "published_end_sd",
            "here_end",
            "here_end_sd",
            "difference_end",
            "published_mean",
            "here_mean",
            "difference_mean");

    private ReproductionFiles() {}

    /** Whether anything of these runs was published. */
    static boolean hasAny(List<RunData> runs) {
        return runs.stream()
                .flatMap(run -> run.models().stream())
                .anyMatch(m -> !Reproduction.all(m).isEmpty());
    }

    static String csv(List<RunData> runs) {
        List<List<String>> rows = new ArrayList<>();
        for (RunData run : runs) {
            for (ModelResult model : run.models()) {
                for (Reproduction one : Reproduction.all(model)) {
                    int trials = model.strategy(one.strategy()).orElseThrow().trials();
                    for (Metric metric : Metric.values()) {
                        one.of(metric).ifPresent(m -> rows.add(row(run.name(), one, metric, trials, m)));
                    }
                }
            }
        }
        return CsvText.of(HEADER, rows);
    }

    private static List<String> row(
            String run, Reproduction one, Metric metric, int trials, Reproduction.Matches matches) {
        Curve.Matched last = matches.last();
        return List.of(
                run,
                one.experiment(),
                one.model(),
                one.strategy(),
                metric.column(),
                String.valueOf(trials),
                String.valueOf(matches.rounds().size()),
                String.format(Locale.ROOT, "%.0f", last.bought()),
                CsvText.number(last.there().mean()),
                CsvText.number(last.there().sd()),
                CsvText.number(last.here().mean()),
                CsvText.number(last.here().sd()),
                CsvText.number(last.difference()),
                CsvText.number(matches.meanPublished()),
                CsvText.number(matches.meanHere()),
                CsvText.number(matches.meanDifference()));
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
                for (Metric metric : Metric.values()) {
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
        text.append(" | ").append(Double.isNaN(mean) ? "–" : String.format(Locale.ROOT, "%.3f", mean));
        matches.ifPresent(m -> text.append(bracket(m.meanPublished(), m.meanDifference())));
    }

    private static String bracket(double published, double difference) {
        return String.format(Locale.ROOT, " (%.3f, %s)", published, ResultTables.signed(difference));
    }
}
