package org.relabel4j.benchmarks.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.relabel4j.benchmarks.learning.RoundRow;
import org.relabel4j.core.metric.LearningCurve;

/**
 * The trials of one experiment with one model, ready to compare its strategies. Only finished trials count: those that have reached
 * the last round, or that a limit has ended, whose last values hold from there on. Two strategies are compared over the trials that
 * both have finished. Immutable.
 */
public final class Results {
    private static final long BOOTSTRAP_SEED = 1;

    private final Map<String, TreeMap<Integer, List<RoundRow>>> trials;

    private Results(Map<String, TreeMap<Integer, List<RoundRow>>> trials) {
        this.trials = trials;
    }

    /**
     * Results from rows of rounds.csv.
     *
     * @param ofRounds rows of one experiment and one model, in any order
     */
    public static Results of(List<RoundRow> ofRounds) {
        List<RoundRow> rows = StoppedTrials.carriedOn(ofRounds);
        int last = rows.stream().mapToInt(RoundRow::round).max().orElse(0);
        Map<String, TreeMap<Integer, List<RoundRow>>> trials = new LinkedHashMap<>();
        rows.forEach(row -> trials.computeIfAbsent(row.cell().strategy(), strategy -> new TreeMap<>())
                .computeIfAbsent(row.cell().trial(), trial -> new ArrayList<>())
                .add(row));
        trials.values().forEach(ofStrategy -> {
            ofStrategy.values().forEach(rounds -> rounds.sort(Comparator.comparingInt(RoundRow::round)));
            ofStrategy.values().removeIf(rounds -> rounds.get(rounds.size() - 1).round() < last);
        });
        trials.values().removeIf(Map::isEmpty);
        return new Results(trials);
    }

    /**
     * The strategies of several results as those of one. Trials of one number are compared with each other.
     *
     * @param results by what tells them apart
     * @param name names a strategy by its own name and that of its results, each another
     */
    public static Results together(Map<String, Results> results, BinaryOperator<String> name) {
        Map<String, TreeMap<Integer, List<RoundRow>>> trials = new LinkedHashMap<>();
        results.forEach((of, result) ->
                result.trials.forEach((strategy, ofStrategy) -> trials.put(name.apply(strategy, of), ofStrategy)));
        return new Results(trials);
    }

    /** The strategies with a finished trial, in the order of the rows. */
    public List<String> strategies() {
        return List.copyOf(trials.keySet());
    }

    /** The trials that a strategy has finished. */
    public NavigableSet<Integer> trials(String strategy) {
        return new TreeSet<>(trials.getOrDefault(strategy, new TreeMap<>()).keySet());
    }

    /**
     * A measure over the finished trials.
     *
     * @return empty if the strategy has none, or the metric is unknown in one
     */
    public Optional<Summary> summary(String strategy, Metric metric, Measure measure) {
        double[] values = values(strategy, metric, measure, trials(strategy));
        return isKnown(values) ? Optional.of(Summary.of(values, BOOTSTRAP_SEED)) : Optional.empty();
    }

    /**
     * Compares a strategy with each other one, with p-values corrected for their number.
     *
     * @return a comparison for each other strategy that has a trial in common with it in which the metric is known
     */
    public List<Comparison> compare(String strategy, Metric metric, Measure measure) {
        List<Comparison> raw = new ArrayList<>();
        for (String other : strategies()) {
            Set<Integer> common = common(strategy, other);
            double[] values = values(strategy, metric, measure, common);
            double[] others = values(other, metric, measure, common);
            if (!other.equals(strategy) && isKnown(values) && isKnown(others)) {
                raw.add(Comparison.of(other, values, others, BOOTSTRAP_SEED));
            }
        }
        return Comparison.corrected(raw);
    }

    /** One comparison of {@link #compare(String, Metric, Measure)}. */
    public Optional<Comparison> compare(String strategy, String other, Metric metric, Measure measure) {
        return compare(strategy, metric, measure).stream()
                .filter(c -> c.other().equals(other))
                .findFirst();
    }

    /**
     * How many labels a strategy saves against another: the labels with which the other's mean curve is first as good as its value
     * of the last round, less those with which this one's is.
     *
     * @return may be negative; empty if this strategy never reaches that value, one has no finished trial in common with the
     *     other, or the metric is unknown in a round
     */
    public OptionalDouble labelsSaved(String strategy, String other, Metric metric) {
        Set<Integer> common = common(strategy, other);
        Optional<LearningCurve> curve = meanCurve(strategy, metric, common);
        Optional<LearningCurve> otherCurve = meanCurve(other, metric, common);
        if (curve.isEmpty() || otherCurve.isEmpty()) {
            return OptionalDouble.empty();
        }
        double[] lasts = values(other, metric, Measure.LAST_ROUND, common);
        double level = gain(metric, MeanSd.of(lasts).mean());
        OptionalDouble otherLabels = otherCurve.get().labelsToReach(level);
        OptionalDouble labels = curve.get().labelsToReach(level);
        return labels.isPresent() && otherLabels.isPresent()
                ? OptionalDouble.of(otherLabels.getAsDouble() - labels.getAsDouble())
                : OptionalDouble.empty();
    }

    /** The strategy, other than one, whose measure has the best mean: the best competitor. */
    public Optional<String> bestOther(String strategy, Metric metric, Measure measure) {
        return strategies().stream()
                .filter(other -> !other.equals(strategy))
                .filter(other -> summary(other, metric, measure).isPresent())
                .max(Comparator.comparingDouble(other -> gain(
                        metric,
                        summary(other, metric, measure).orElseThrow().value().mean())));
    }

    /** What grows with how good a value is. */
    private static double gain(Metric metric, double value) {
        return metric.isLoss() ? -value : value;
    }

    private Set<Integer> common(String strategy, String other) {
        NavigableSet<Integer> common = trials(strategy);
        common.retainAll(trials(other));
        return common;
    }

    private double[] values(String strategy, Metric metric, Measure measure, Set<Integer> wanted) {
        return wanted.stream()
                .mapToDouble(trial -> measure.of(trials.get(strategy).get(trial), metric))
                .toArray();
    }

    private static boolean isKnown(double[] values) {
        return values.length > 0 && !Double.isNaN(MeanSd.of(values).mean());
    }

    /** The mean over trials of labels and what is gained in each round; empty if it is unknown in one. */
    private Optional<LearningCurve> meanCurve(String strategy, Metric metric, Set<Integer> wanted) {
        List<List<RoundRow>> curves =
                wanted.stream().map(trial -> trials.get(strategy).get(trial)).toList();
        if (curves.isEmpty()) {
            return Optional.empty();
        }
        int rounds = curves.get(0).size();
        double[] labels = new double[rounds];
        double[] values = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            int r = round;
            labels[r] = mean(curves, c -> c.get(r).labels().annotations());
            values[r] = gain(metric, mean(curves, c -> metric.of(c.get(r))));
        }
        // A round that bought nothing adds no point.
        int[] points = IntStream.range(0, rounds)
                .filter(r -> r == 0 || labels[r] > labels[r - 1])
                .toArray();
        double[] heights = IntStream.of(points).mapToDouble(r -> values[r]).toArray();
        return isKnown(heights)
                ? Optional.of(new LearningCurve(
                        IntStream.of(points).mapToDouble(r -> labels[r]).toArray(), heights))
                : Optional.empty();
    }

    private static double mean(List<List<RoundRow>> curves, ToDoubleFunction<List<RoundRow>> value) {
        return MeanSd.of(curves.stream().mapToDouble(value).toArray()).mean();
    }

    @Override
    public String toString() {
        return "Results[" + strategies() + "]";
    }
}
