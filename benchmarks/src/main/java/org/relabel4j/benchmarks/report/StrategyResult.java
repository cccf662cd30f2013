package org.relabel4j.benchmarks.report;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.relabel4j.benchmarks.learning.RoundRow;
import org.relabel4j.benchmarks.statistics.MeanSd;
import org.relabel4j.benchmarks.statistics.Metric;
import org.relabel4j.benchmarks.statistics.StoppedTrials;

/**
 * What one strategy reached with one model, over its trials.
 *
 * @param strategy its name
 * @param trials trials that the numbers are made of: those that got as far as the furthest one, or that a limit has ended
 * @param unfinishedTrials trials left out because they stopped earlier
 * @param ended those of {@code trials} that a limit has ended
 * @param rounds rounds of each of {@code trials}, of which those after a limit has ended it are carried on
 * @param curves learning curves
 * @param areas mean height of each trial's learning curve
 * @param spending how each round's labels were spent, one entry a round in which labels were bought
 * @param noise means over trials: of wrong consensus labels, how many a round asked about again, and of those asked about again
 *     how many were wrong, both means over rounds; how many are left at the end, and how many were estimated then
 * @param rows of each trial, by its rounds
 */
record StrategyResult(
        String strategy,
        int trials,
        int unfinishedTrials,
        Ended ended,
        int rounds,
        Map<Metric, Curve> curves,
        Map<Metric, MeanSd> areas,
        List<Spending> spending,
        RoundRow.NoiseFound noise,
        List<List<RoundRow>> rows) {

    /**
     * Labels bought in one round, means over trials.
     *
     * @param onNew labels given to examples that had none
     * @param onRepeated labels given to examples that had one already
     */
    record Spending(double onNew, double onRepeated) {}

    /**
     * Trials that a limit has ended, be it before the last round or with it.
     *
     * @param trials how many
     * @param bought labels bought in these
     */
    record Ended(int trials, MeanSd bought) {}

    StrategyResult {
        curves = Map.copyOf(curves);
        areas = Map.copyOf(areas);
        spending = List.copyOf(spending);
        rows = List.copyOf(rows);
    }

    Curve curve(Metric metric) {
        return curves.get(metric);
    }

    MeanSd area(Metric metric) {
        return areas.get(metric);
    }

    /** The same under another name, with more rounds where another run took more to buy as many labels. */
    StrategyResult named(String name, int moreRounds) {
        return new StrategyResult(
                name, trials, unfinishedTrials, ended, rounds + moreRounds, curves, areas, spending, noise, rows);
    }

    /** Whether all trials that were begun got to the last of a number of rounds, or were ended by a limit. */
    boolean finished(int planned) {
        return unfinishedTrials == 0 && (rounds == planned || ended.trials() == trials);
    }

    /** Computes the result from the rows of one experiment, model and strategy, {@link StoppedTrials carried on}. */
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
                TrialRows.ended(trials),
                rounds,
                curves,
                areas,
                TrialRows.spending(trials),
                TrialRows.noise(trials),
                trials);
    }
}
