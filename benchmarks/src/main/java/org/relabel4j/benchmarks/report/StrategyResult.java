package org.relabel4j.benchmarks.report;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.relabel4j.benchmarks.run.RoundRow;
import org.relabel4j.benchmarks.statistics.MeanSd;
import org.relabel4j.benchmarks.statistics.Metric;

/**
 * What one strategy reached with one model, over its trials.
 *
 * @param strategy its name
 * @param trials trials that the numbers are made of: those that got as far as the furthest one
 * @param unfinishedTrials trials left out because they stopped earlier
 * @param rounds rounds evaluated in each of {@code trials}
 * @param curves learning curves
 * @param areas mean height of each trial's learning curve
 * @param spending how each round's labels were spent, one entry a round in which labels were bought
 * @param noise means over trials: of wrong consensus labels, how many a round asked about again, and of those asked about again
 *     how many were wrong, both means over rounds; how many are left at the end, and how many were estimated then
 */
record StrategyResult(
        String strategy,
        int trials,
        int unfinishedTrials,
        int rounds,
        Map<Metric, Curve> curves,
        Map<Metric, MeanSd> areas,
        List<Spending> spending,
        RoundRow.NoiseFound noise) {

    /**
     * Labels bought in one round, means over trials.
     *
     * @param onNew labels given to examples that had none
     * @param onRepeated labels given to examples that had one already
     */
    record Spending(double onNew, double onRepeated) {}

    StrategyResult {
        curves = Map.copyOf(curves);
        areas = Map.copyOf(areas);
        spending = List.copyOf(spending);
    }

    Curve curve(Metric metric) {
        return curves.get(metric);
    }

    MeanSd area(Metric metric) {
        return areas.get(metric);
    }

    /** Computes the result from the rows of one experiment, model and strategy. */
    static StrategyResult of(String strategy, List<RoundRow> rows) {
        List<List<RoundRow>> all = TrialRows.split(rows);
        int rounds = all.stream().mapToInt(List::size).max().orElseThrow();
        List<List<RoundRow>> trials =
                all.stream().filter(t -> t.size() == rounds).toList();
        Map<Metric, Curve> curves = new EnumMap<>(Metric.class);
        Map<Metric, MeanSd> areas = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            curves.put(metric, TrialRows.curve(trials, metric));
            areas.put(metric, TrialRows.area(trials, metric));
        }
        return new StrategyResult(
                strategy,
                trials.size(),
                all.size() - trials.size(),
                rounds,
                curves,
                areas,
                TrialRows.spending(trials),
                TrialRows.noise(trials));
    }
}
