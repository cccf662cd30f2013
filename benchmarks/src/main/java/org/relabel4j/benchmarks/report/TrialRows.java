package org.relabel4j.benchmarks.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.relabel4j.benchmarks.learning.RoundRow;
import org.relabel4j.benchmarks.report.StrategyResult.Spending;
import org.relabel4j.benchmarks.statistics.MeanSd;
import org.relabel4j.benchmarks.statistics.Measure;
import org.relabel4j.benchmarks.statistics.Metric;

/** Statistics over the trials of one strategy, each a list of rows in order of rounds. */
final class TrialRows {

    private TrialRows() {}

    /** Rows by trial, each trial in order of its rounds. */
    static List<List<RoundRow>> split(List<RoundRow> rows) {
        return List.copyOf(rows.stream()
                .sorted(Comparator.comparingInt(RoundRow::round))
                .collect(Collectors.groupingBy(row -> row.cell().trial(), TreeMap::new, Collectors.toList()))
                .values());
    }

    /** Mean and deviation a round, over trials of equal length; a round unknown to any trial is left out. */
    static Curve curve(List<List<RoundRow>> trials, Metric metric) {
        List<Curve.Point> points = new ArrayList<>();
        for (int round = 0; round < trials.get(0).size(); round++) {
            int r = round;
            MeanSd value = MeanSd.of(
                    trials.stream().mapToDouble(t -> metric.of(t.get(r))).toArray());
            if (!Double.isNaN(value.mean())) {
                MeanSd bought =
                        MeanSd.of(trials.stream().mapToDouble(t -> bought(t, r)).toArray());
                points.add(new Curve.Point(bought.mean(), value));
            }
        }
        return new Curve(points);
    }

    static MeanSd area(List<List<RoundRow>> trials, Metric metric) {
        return MeanSd.of(
                trials.stream().mapToDouble(t -> Measure.AREA.of(t, metric)).toArray());
    }

    /** Recall and precision averaged over the rounds in which they are known, rate and estimate of the last round. */
    static RoundRow.NoiseFound noise(List<List<RoundRow>> trials) {
        return new RoundRow.NoiseFound(
                meanOfKnown(trials, row -> row.noise().recall()),
                meanOfKnown(trials, row -> row.noise().precision()),
                meanAtTheEnd(trials, row -> row.noise().rate()),
                meanAtTheEnd(trials, row -> row.noise().estimate()));
    }

    private static double meanOfKnown(List<List<RoundRow>> trials, ToDoubleFunction<RoundRow> value) {
        return trials.stream()
                .flatMap(List::stream)
                .mapToDouble(value)
                .filter(v -> !Double.isNaN(v))
                .average()
                .orElse(Double.NaN);
    }

    private static double meanAtTheEnd(List<List<RoundRow>> trials, ToDoubleFunction<RoundRow> value) {
        return MeanSd.of(trials.stream()
                        .mapToDouble(t -> value.applyAsDouble(t.get(t.size() - 1)))
                        .toArray())
                .mean();
    }

    /** How many trials a limit has ended, and the labels that these bought. */
    static StrategyResult.Ended ended(List<List<RoundRow>> trials) {
        double[] bought = trials.stream()
                .filter(t -> t.get(t.size() - 1).stopReason().isPresent())
                .mapToDouble(t -> bought(t, end(t)))
                .toArray();
        return new StrategyResult.Ended(bought.length, MeanSd.of(bought));
    }

    /** The last round that a trial ran; rounds after it are carried on. */
    private static int end(List<RoundRow> trial) {
        return IntStream.range(0, trial.size())
                .filter(r -> trial.get(r).stopReason().isPresent())
                .findFirst()
                .orElse(trial.size() - 1);
    }

    /** Labels of each round but the last, by whether their examples had a label before. */
    static List<Spending> spending(List<List<RoundRow>> trials) {
        int purchases = trials.get(0).size() - 1;
        return IntStream.range(0, purchases).mapToObj(r -> spending(trials, r)).toList();
    }

    /**
     * Every purchase gives an example one label, so the growth in labelled examples is the number of new ones. (The
     * columns {@code new_labels} and {@code repeat_labels} say the same; this also reads files without them.)
     */
    private static Spending spending(List<List<RoundRow>> trials, int round) {
        double onNew = meanGrowth(trials, round, row -> row.labels().labelledExamples());
        return new Spending(onNew, meanGrowth(trials, round, row -> row.labels().annotations()) - onNew);
    }

    private static double meanGrowth(List<List<RoundRow>> trials, int round, ToLongFunction<RoundRow> count) {
        return trials.stream()
                .mapToLong(t ->
                        round >= end(t) ? 0 : count.applyAsLong(t.get(round + 1)) - count.applyAsLong(t.get(round)))
                .average()
                .orElseThrow();
    }

    private static double bought(List<RoundRow> trial, int round) {
        return trial.get(round).labels().annotations() - trial.get(0).labels().annotations();
    }
}
