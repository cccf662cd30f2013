package org.relabel4j.benchmarks.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.relabel4j.benchmarks.run.Cell;
import org.relabel4j.benchmarks.run.RoundRow;
import org.relabel4j.core.metric.LearningCurve;

/**
 * The rows of one run, ready to compare its strategies. Only cells that have reached the last round count, and two strategies
 * are compared over the trials that both have finished. Immutable.
 */
public final class Results {
    private static final long BOOTSTRAP_SEED = 1;

    private final Map<Cell, List<RoundRow>> cells;

    private Results(Map<Cell, List<RoundRow>> cells) {
        this.cells = cells;
    }

    /**
     * Results from the rows of rounds.csv.
     *
     * @param rows rounds of each cell in ascending order
     */
    public static Results of(List<RoundRow> rows) {
        int last = rows.stream().mapToInt(RoundRow::round).max().orElse(0);
        Map<Cell, List<RoundRow>> cells = new LinkedHashMap<>();
        rows.forEach(row ->
                cells.computeIfAbsent(row.cell(), cell -> new ArrayList<>()).add(row));
        cells.values().removeIf(list -> list.get(list.size() - 1).round() < last);
        return new Results(cells);
    }

    /** The models, in the order of the rows. */
    public List<String> models() {
        return cells.keySet().stream().map(Cell::model).distinct().toList();
    }

    /** The strategies that a model has finished trials of, in the order of the rows. */
    public List<String> strategies(String model) {
        Set<String> strategies = new LinkedHashSet<>();
        cells.keySet().stream()
                .filter(cell -> cell.model().equals(model))
                .forEach(cell -> strategies.add(cell.strategy()));
        return List.copyOf(strategies);
    }

    /** The trials that a model and strategy have finished. */
    public NavigableSet<Integer> trials(String model, String strategy) {
        NavigableSet<Integer> trials = new TreeSet<>();
        cells.keySet().stream()
                .filter(cell -> cell.model().equals(model) && cell.strategy().equals(strategy))
                .forEach(cell -> trials.add(cell.trial()));
        return trials;
    }

    /** A measure over the finished trials. */
    public Summary summary(String model, String strategy, Metric metric, Measure measure) {
        return Summary.of(values(model, strategy, metric, measure, trials(model, strategy)), BOOTSTRAP_SEED);
    }

    /**
     * Compares a strategy with each other one of its model, with p-values corrected for their number.
     *
     * @return a comparison for each other strategy that has a trial in common with it
     */
    public List<Comparison> compare(String model, String strategy, Metric metric, Measure measure) {
        List<Comparison> raw = new ArrayList<>();
        for (String other : strategies(model)) {
            NavigableSet<Integer> common = trials(model, strategy);
            common.retainAll(trials(model, other));
            if (!other.equals(strategy) && !common.isEmpty()) {
                raw.add(Comparison.of(
                        other,
                        values(model, strategy, metric, measure, common),
                        values(model, other, metric, measure, common),
                        BOOTSTRAP_SEED));
            }
        }
        return Comparison.corrected(raw);
    }

    /**
     * How many labels a strategy saves against another: the labels with which the other's mean curve first reaches its value of
     * the last round, less those with which this one's does.
     *
     * @return may be negative; empty if this strategy never reaches that value, or one has no finished trial
     */
    public OptionalDouble labelsSaved(String model, String strategy, String other, Metric metric) {
        NavigableSet<Integer> common = trials(model, strategy);
        common.retainAll(trials(model, other));
        if (common.isEmpty()) {
            return OptionalDouble.empty();
        }
        double[] otherMeans = meanValues(model, other, metric, common);
        double level = otherMeans[otherMeans.length - 1];
        double otherLabels = new LearningCurve(meanLabels(model, other, common), otherMeans)
                .labelsToReach(level)
                .orElseThrow();
        OptionalDouble labels = new LearningCurve(
                        meanLabels(model, strategy, common), meanValues(model, strategy, metric, common))
                .labelsToReach(level);
        return labels.isPresent() ? OptionalDouble.of(otherLabels - labels.getAsDouble()) : labels;
    }

    /** The strategy, other than one, whose measure has the highest mean: the best competitor. */
    public Optional<String> bestOther(String model, String strategy, Metric metric, Measure measure) {
        return strategies(model).stream()
                .filter(other -> !other.equals(strategy))
                .max(Comparator.comparingDouble(
                        other -> summary(model, other, metric, measure).mean()));
    }

    private double[] values(String model, String strategy, Metric metric, Measure measure, Set<Integer> trials) {
        return trials.stream()
                .map(trial -> cells.get(new Cell(model, strategy, trial)))
                .mapToDouble(rows -> measure.of(labels(rows), metricValues(rows, metric)))
                .toArray();
    }

    private double[] meanValues(String model, String strategy, Metric metric, Set<Integer> trials) {
        return mean(trials.stream()
                .map(trial -> metricValues(cells.get(new Cell(model, strategy, trial)), metric))
                .toList());
    }

    private double[] meanLabels(String model, String strategy, Set<Integer> trials) {
        return mean(trials.stream()
                .map(trial -> labels(cells.get(new Cell(model, strategy, trial))))
                .toList());
    }

    private static double[] mean(List<double[]> curves) {
        return IntStream.range(0, curves.get(0).length)
                .mapToDouble(n ->
                        curves.stream().mapToDouble(curve -> curve[n]).average().orElseThrow())
                .toArray();
    }

    private static double[] labels(List<RoundRow> rows) {
        return rows.stream().mapToDouble(row -> row.labels().annotations()).toArray();
    }

    private static double[] metricValues(List<RoundRow> rows, Metric metric) {
        return rows.stream().mapToDouble(metric::of).toArray();
    }

    @Override
    public String toString() {
        return "Results[" + cells.size() + " finished cells, " + models() + "]";
    }
}
