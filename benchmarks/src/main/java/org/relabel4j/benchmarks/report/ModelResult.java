package org.relabel4j.benchmarks.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.relabel4j.benchmarks.learning.RoundRow;
import org.relabel4j.benchmarks.statistics.Metric;
import org.relabel4j.benchmarks.statistics.Results;
import org.relabel4j.benchmarks.statistics.StoppedTrials;

/**
 * All strategies of one experiment with one model.
 *
 * @param experiment name of the experiment
 * @param model name of the model
 * @param rounds rounds that a finished trial evaluates
 * @param strategies results in order of their first row
 * @param results the same trials, to compare the strategies by
 * @param departures {@link Departures} of the run; with any, no published result stands beside it
 */
record ModelResult(
        String experiment,
        String model,
        int rounds,
        List<StrategyResult> strategies,
        Results results,
        List<String> departures) {

    /** The strategy that others are compared with. */
    static final String BASELINE = "random";

    ModelResult {
        strategies = List.copyOf(strategies);
        departures = List.copyOf(departures);
    }

    /** Groups rows by experiment and model, each in order of its first row. */
    static List<ModelResult> all(List<RoundRow> rows, int plannedRounds, List<String> departures) {
        record Group(String experiment, String model) {}
        Map<Group, List<RoundRow>> groups = rows.stream()
                .collect(Collectors.groupingBy(
                        row -> new Group(row.experiment(), row.cell().model()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        int evaluated = rows.stream().mapToInt(row -> row.round() + 1).max().orElse(0);
        int rounds = Math.max(plannedRounds, evaluated);
        return groups.entrySet().stream()
                .map(group -> new ModelResult(
                        group.getKey().experiment(),
                        group.getKey().model(),
                        rounds,
                        strategies(StoppedTrials.carriedOn(group.getValue())),
                        Results.of(group.getValue()),
                        departures))
                .toList();
    }

    private static List<StrategyResult> strategies(List<RoundRow> rows) {
        Map<String, List<RoundRow>> byStrategy = rows.stream()
                .collect(Collectors.groupingBy(row -> row.cell().strategy(), LinkedHashMap::new, Collectors.toList()));
        return byStrategy.entrySet().stream()
                .map(entry -> StrategyResult.of(entry.getKey(), entry.getValue()))
                .toList();
    }

    Optional<StrategyResult> strategy(String name) {
        return strategies.stream().filter(s -> s.strategy().equals(name)).findFirst();
    }

    Optional<StrategyResult> baseline() {
        return strategy(BASELINE);
    }

    /** Whether all trials got to the last planned round, or were ended by a limit. */
    boolean finished() {
        return strategies.stream().allMatch(strategy -> strategy.finished(rounds));
    }

    /** Whether a limit has ended a trial. */
    boolean hasLimits() {
        return strategies.stream().anyMatch(strategy -> strategy.ended().trials() > 0);
    }

    /** What was published of a strategy, if this run can stand beside it. */
    Optional<Curve> published(String strategy, Metric metric) {
        return departures.isEmpty() ? Published.curve(experiment, model, strategy, metric) : Optional.empty();
    }

    /** Whether something was published, beside which this run cannot stand. */
    boolean isUnlikePublished() {
        return !departures.isEmpty()
                && strategies.stream()
                        .anyMatch(strategy -> Published.curve(
                                        experiment, model, strategy.strategy(), Metric.MODEL_ACCURACY)
                                .isPresent());
    }

    /** The strategies' published curves of this metric, by strategy; without those that were not published. */
    Map<String, Curve> published(Metric metric) {
        Map<String, Curve> curves = new LinkedHashMap<>();
        for (StrategyResult strategy : strategies) {
            published(strategy.strategy(), metric).ifPresent(curve -> curves.put(strategy.strategy(), curve));
        }
        return curves;
    }
}
