package org.relabel4j.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.relabel4j.benchmarks.report.LearningFigure.Line;
import org.relabel4j.benchmarks.statistics.MeanSd;
import org.relabel4j.benchmarks.statistics.Metric;
import org.relabel4j.pages.Figure;
import org.relabel4j.pages.FigureIds;
import org.relabel4j.pages.SeriesStyle;
import org.relabel4j.pages.Shown;
import org.relabel4j.pages.Table;
import org.relabel4j.pages.TableBuilder;

/**
 * Several runs with the same model, side by side.
 *
 * @param model name of the model, after that of the experiment where a run has several
 * @param runs the model's result in each run that has it, by name of the run
 */
record RunsCompared(String model, Map<String, ModelResult> runs) {

    /** One comparison for each model that at least two runs have; for each experiment too where a run has several. */
    static List<RunsCompared> all(List<RunData> runs) {
        boolean several = runs.stream().anyMatch(run -> run.experiments().size() > 1);
        Map<String, Map<String, ModelResult>> byModel = new LinkedHashMap<>();
        for (RunData run : runs) {
            for (ModelResult result : run.models()) {
                String name = several ? result.experiment() + ", " + result.model() : result.model();
                byModel.computeIfAbsent(name, m -> new LinkedHashMap<>()).putIfAbsent(run.name(), result);
            }
        }
        return byModel.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> new RunsCompared(entry.getKey(), entry.getValue()))
                .toList();
    }

    String heading() {
        return "Runs compared: " + model;
    }

    /** A pair of figures for each strategy that at least two runs have: one line a run. */
    List<Figure> figures(FigureIds ids) {
        List<Figure> figures = new ArrayList<>();
        for (String strategy : strategies()) {
            for (Metric metric : List.of(Metric.CONSENSUS_ACCURACY, Metric.MODEL_ACCURACY)) {
                List<Line> lines = lines(strategy, metric);
                if (lines.size() > 1) {
                    String title = metric.title() + ": " + strategy + ", " + model;
                    LearningFigure.of(
                                    ids.next("compare", model, strategy, metric.label()),
                                    title,
                                    LearningFigure.quantity(metric),
                                    lines)
                            .ifPresent(figures::add);
                }
            }
        }
        return figures;
    }

    private Set<String> strategies() {
        Set<String> strategies = new LinkedHashSet<>();
        runs.values().forEach(run -> run.strategies().forEach(s -> strategies.add(s.strategy())));
        return strategies;
    }

    private List<Line> lines(String strategy, Metric metric) {
        List<Line> lines = new ArrayList<>();
        int slot = 0;
        for (Map.Entry<String, ModelResult> run : runs.entrySet()) {
            SeriesStyle style = SeriesStyle.style(slot++);
            run.getValue()
                    .strategy(strategy)
                    .map(s -> s.curve(metric))
                    .filter(curve -> !curve.isEmpty())
                    .ifPresent(curve -> lines.add(new Line(run.getKey(), style, curve, Optional.empty())));
        }
        return lines;
    }

    /** The last accuracies of every strategy in every run. */
    Table table(Metric metric) {
        TableBuilder<String> table = new TableBuilder<>(strategies()).column("strategy", strategy -> strategy);
        runs.forEach((name, run) -> table.accuracies(
                        name,
                        strategy -> run.strategy(strategy)
                                .map(s -> s.curve(metric).last())
                                .orElse(MeanSd.NONE)
                                .text())
                .means(metric.title() + " of the run " + name + " after the last round."));
        return table.table(metric.title() + " at the end: " + model);
    }

    /** The configuration keys in which runs differ; no rows if they do not. */
    static Table configDifferences(List<RunData> runs) {
        List<String> keys = runs.stream()
                .flatMap(run -> run.config().keySet().stream())
                .distinct()
                .filter(key -> runs.stream()
                                .map(run -> run.config().get(key))
                                .distinct()
                                .count()
                        > 1)
                .toList();
        TableBuilder<String> table = new TableBuilder<>(keys).column("key", key -> key);
        runs.forEach(run -> table.column(run.name(), key -> run.config().getOrDefault(key, Shown.UNKNOWN)));
        return table.table("Configuration: where the runs differ");
    }
}
