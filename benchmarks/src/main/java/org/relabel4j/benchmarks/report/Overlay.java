package org.relabel4j.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.relabel4j.benchmarks.statistics.Metric;
import org.relabel4j.benchmarks.statistics.Results;

/** Several runs of one data set as one run, in which each strategy of each is a strategy of its own: {@code activelab (first)}. */
final class Overlay {
    private static final String DATASET = "dataset";

    /** What names a run, or what curves and their names show anyway. */
    private static final Set<String> OBVIOUS = Set.of("name", "description", "strategies", "models", "variants");

    private static final int LONGEST_VALUE = 40;

    private Overlay() {}

    /**
     * The runs as one.
     *
     * @throws IllegalArgumentException if there are fewer than two, or they do not fit on the same axes: other data, another number
     *     of labels at the end, or no model in common
     */
    static RunData of(List<RunData> runs) {
        if (runs.size() < 2) {
            throw new IllegalArgumentException("an overlay shows several runs in one figure; name at least two");
        }
        Set<String> datasets = runs.stream()
                .map(run -> run.config().getOrDefault(DATASET, "unknown (no config.yaml)"))
                .collect(Collectors.toSet());
        if (datasets.size() > 1 || !runs.get(0).config().containsKey(DATASET)) {
            throw unlike(runs, "are of different data sets", run -> run.config().getOrDefault(DATASET, "unknown"));
        }
        List<RunsCompared> compared = RunsCompared.all(runs).stream()
                .filter(comparison -> comparison.runs().size() == runs.size())
                .toList();
        if (compared.isEmpty()) {
            throw unlike(
                    runs,
                    "have no model in common, or none of the same variant",
                    run -> run.models().stream()
                            .map(ModelResult::model)
                            .distinct()
                            .collect(Collectors.joining(", ")));
        }
        if (runs.stream().map(Overlay::bought).distinct().count() > 1) {
            throw unlike(runs, "end with different numbers of labels bought", Overlay::bought);
        }
        return new RunData(names(runs), compared.stream().map(Overlay::joined).toList(), Map.of(), Map.of(), Map.of());
    }

    private static IllegalArgumentException unlike(List<RunData> runs, String how, Function<RunData, String> what) {
        return new IllegalArgumentException("these runs " + how + ", so one figure cannot show them: "
                + runs.stream().map(run -> run.name() + ": " + what.apply(run)).collect(Collectors.joining("; "))
                + "; leave out --overlay to see them side by side");
    }

    private static String names(List<RunData> runs) {
        return runs.stream().map(RunData::name).collect(Collectors.joining(", "));
    }

    private static String bought(RunData run) {
        return String.valueOf(Math.round(run.models().stream()
                .flatMap(model -> model.strategies().stream())
                .flatMap(strategy -> Metric.ACCURACIES.stream().map(strategy::curve))
                .filter(curve -> !curve.isEmpty())
                .mapToDouble(Curve::lastBought)
                .max()
                .orElse(0)));
    }

    private static ModelResult joined(RunsCompared comparison) {
        int rounds = comparison.runs().values().stream()
                .mapToInt(ModelResult::rounds)
                .max()
                .orElseThrow();
        List<StrategyResult> strategies = new ArrayList<>();
        Map<String, Results> results = new LinkedHashMap<>();
        comparison.runs().forEach((run, model) -> {
            model.strategies().forEach(s -> strategies.add(s.named(name(s.strategy(), run), rounds - model.rounds())));
            results.put(run, model.results());
        });
        String experiments = comparison.runs().values().stream()
                .map(ModelResult::experiment)
                .distinct()
                .collect(Collectors.joining(" + "));
        ModelResult any = comparison.runs().values().iterator().next();
        return new ModelResult(
                experiments, any.model(), rounds, strategies, Results.together(results, Overlay::name), List.of());
    }

    private static String name(String strategy, String run) {
        return strategy + " (" + run + ")";
    }

    /** The strategy that a name of an overlay is of; any other name as it is. */
    static String strategy(String name) {
        return name.split(" \\(", 2)[0];
    }

    /** In what the runs differ but for what curves and their names show, in a line. */
    static String differences(List<RunData> runs) {
        List<String> keys = RunsCompared.configDifferences(runs).rows().stream()
                .map(row -> row.get(0).text())
                .filter(key -> !OBVIOUS.contains(key))
                .toList();
        return names(runs)
                + (keys.isEmpty()
                        ? " do not differ in their settings."
                        : " differ in "
                                + keys.stream()
                                        .map(key -> key + " (" + values(runs, key) + ")")
                                        .collect(Collectors.joining("; "))
                                + ".");
    }

    private static String values(List<RunData> runs, String key) {
        Stream<String> values = runs.stream().map(run -> run.config().getOrDefault(key, "not set"));
        return values.map(value -> value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE - 1) + "…" : value)
                .collect(Collectors.joining(" | "));
    }
}
