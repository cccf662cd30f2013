package org.relabel4j.benchmarks.cleaning;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.relabel4j.benchmarks.cleaning.EffectRow.EffectKey;
import org.relabel4j.benchmarks.statistics.MeanSd;
import org.relabel4j.benchmarks.statistics.Summary;
import org.relabel4j.core.cleaning.CleaningPoint;
import org.relabel4j.core.metric.LearningCurve;
import org.relabel4j.datasets.format.InputException;

/** The results of a run, as its curves.csv and effects.csv tell them. Immutable. */
public final class CleaningResults {
    /** Name of the file of curves. */
    public static final String CURVES = "curves.csv";

    /** Name of the file of what labels are worth. */
    public static final String EFFECTS = "effects.csv";

    /** Version of the tables, raised by a change that is more than an added last column; environment.json records it. */
    static final int VERSION = 1;

    private static final long BOOTSTRAP_SEED = 1;

    private final Map<String, Map<String, SortedMap<Integer, List<CleaningPoint>>>> curves = new LinkedHashMap<>();
    private final Map<EffectKey, SortedMap<Integer, Double>> effects = new LinkedHashMap<>();
    private String experiment = "";

    private CleaningResults() {}

    /**
     * One trial's curve.
     *
     * @param points in order of relabels, at least one
     */
    public record TrialCurve(List<CleaningPoint> points) {
        public TrialCurve {
            points = List.copyOf(points);
        }

        /** Before anything is relabelled. */
        public CleaningPoint start() {
            return points.get(0);
        }

        /** At the end of the budget. */
        public CleaningPoint end() {
            return points.get(points.size() - 1);
        }

        /**
         * Bernhardt et al.'s area under the curve of label accuracy: by trapezoids, divided by that of a perfect curve. 0 to 1.
         */
        public double area() {
            return accuracies().area();
        }

        /**
         * How many times fewer labels this curve needs than another for the label accuracy that the other ends with; NaN if it never
         * has it, or from the start.
         */
        double timesFewer(TrialCurve other) {
            OptionalDouble own = accuracies().labelsToReach(other.end().labelAccuracy());
            return own.isPresent() && own.getAsDouble() > 0 ? other.end().relabels() / own.getAsDouble() : Double.NaN;
        }

        private LearningCurve accuracies() {
            return new LearningCurve(
                    points.stream().mapToDouble(CleaningPoint::relabels).toArray(),
                    points.stream().mapToDouble(CleaningPoint::labelAccuracy).toArray());
        }
    }

    /**
     * Reads a run folder.
     *
     * @throws InputException if a file cannot be read or is not what it should be
     */
    public static CleaningResults read(Path folder) throws InputException {
        return of(CurveRow.TABLE.read(folder.resolve(CURVES)), EffectRow.TABLE.read(folder.resolve(EFFECTS)));
    }

    /** The results in rows, each kind in the order of its file. */
    static CleaningResults of(List<CurveRow> curves, List<EffectRow> effects) {
        CleaningResults results = new CleaningResults();
        curves.forEach(results::add);
        effects.forEach(row -> results.effects
                .computeIfAbsent(row.key(), key -> new TreeMap<>())
                .put(row.trial(), row.value()));
        return results;
    }

    private void add(CurveRow row) {
        experiment = row.experiment();
        curves.computeIfAbsent(row.noise(), noise -> new LinkedHashMap<>())
                .computeIfAbsent(row.selector(), selector -> new TreeMap<>())
                .computeIfAbsent(row.trial(), trial -> new ArrayList<>())
                .add(row.point());
    }

    /** Name of the experiment; empty if there is no curve. */
    public String experiment() {
        return experiment;
    }

    /** Noise levels that have a curve, as configured. */
    public List<String> noiseLevels() {
        return List.copyOf(curves.keySet());
    }

    /** Selectors that have a curve at a noise level, as configured. */
    public List<String> selectors(String noise) {
        return List.copyOf(curves.getOrDefault(noise, Map.of()).keySet());
    }

    /** The curves of a selector, by trial; empty if there is none. */
    public List<TrialCurve> curves(String noise, String selector) {
        return trials(noise, selector).values().stream().map(TrialCurve::new).toList();
    }

    /** A number of a selector's curves, over trials. */
    public MeanSd mean(String noise, String selector, ToDoubleFunction<TrialCurve> value) {
        return MeanSd.of(curves(noise, selector).stream().mapToDouble(value).toArray());
    }

    private SortedMap<Integer, List<CleaningPoint>> trials(String noise, String selector) {
        return curves.getOrDefault(noise, Map.of()).getOrDefault(selector, new TreeMap<>());
    }

    /**
     * Areas on a scale on which random is 0 and the oracle 1, for each trial that all three have; empty without them.
     */
    public double[] normalisedAreas(String noise, String selector) {
        SortedMap<Integer, List<CleaningPoint>> random = trials(noise, Selectors.RANDOM);
        SortedMap<Integer, List<CleaningPoint>> oracle = trials(noise, Selectors.ORACLE);
        SortedMap<Integer, List<CleaningPoint>> own = trials(noise, selector);
        return own.keySet().stream()
                .filter(trial -> random.containsKey(trial) && oracle.containsKey(trial))
                .mapToDouble(trial -> {
                    double low = new TrialCurve(random.get(trial)).area();
                    double high = new TrialCurve(oracle.get(trial)).area();
                    return (new TrialCurve(own.get(trial)).area() - low) / (high - low);
                })
                .toArray();
    }

    /**
     * How many times fewer labels a selector needs than random for the label accuracy that random ends with, over the trials that both
     * have; empty if in one of them it never has it, since the others alone would flatter it.
     */
    public Optional<Summary> timesFewer(String noise, String selector) {
        SortedMap<Integer, List<CleaningPoint>> random = trials(noise, Selectors.RANDOM);
        SortedMap<Integer, List<CleaningPoint>> own = trials(noise, selector);
        double[] factors = own.keySet().stream()
                .filter(random::containsKey)
                .mapToDouble(trial -> new TrialCurve(own.get(trial)).timesFewer(new TrialCurve(random.get(trial))))
                .toArray();
        return factors.length == 0 || Arrays.stream(factors).anyMatch(Double::isNaN)
                ? Optional.empty()
                : Optional.of(Summary.of(factors, BOOTSTRAP_SEED));
    }

    /** What labels have effects at a noise level: first-labels, selectors, true-labels, in order. */
    public List<String> effectLabels(String noise) {
        return effects.keySet().stream()
                .filter(key -> key.noise().equals(noise))
                .map(EffectKey::labels)
                .distinct()
                .toList();
    }

    /** The models that were trained on the labels. */
    public List<String> effectModels() {
        return effects.keySet().stream()
                .map(EffectKey::model)
                .filter(model -> !model.isEmpty())
                .distinct()
                .toList();
    }

    /** A measure's values, by trial, without those that are not defined; may be empty. */
    public double[] effect(EffectKey key) {
        return effects.getOrDefault(key, new TreeMap<>()).values().stream()
                .mapToDouble(Double::doubleValue)
                .filter(value -> !Double.isNaN(value))
                .toArray();
    }
}
