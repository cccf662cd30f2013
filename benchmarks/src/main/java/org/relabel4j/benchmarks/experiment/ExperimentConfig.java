package org.relabel4j.benchmarks.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that determines an experiment's results: equal configurations give equal {@code rounds.csv}, byte for byte, whatever
 * the number of parallel jobs and however often the run was interrupted. Immutable.
 *
 * @param name name of the experiment, as in rounds.csv: letters, digits, {@code . _ -}
 * @param description one line about it; may be empty
 * @param grid what is compared
 * @param loop how long, how much
 * @param data the data set
 * @param labels who labels, and how well
 * @param seeds where randomness starts
 * @param options options of strategies, models and data sets: name of the part, option, value; only of parts in use
 */
public record ExperimentConfig(
        String name,
        String description,
        Grid grid,
        Loop loop,
        Data data,
        Labels labels,
        Seeding seeds,
        SortedMap<String, SortedMap<String, String>> options) {
    /** Version of the file format that {@link #toYaml} writes. */
    public static final int FORMAT_VERSION = 1;

    /** Value of {@code consensus} that leaves the choice to each strategy. */
    public static final String CONSENSUS_BY_STRATEGY = "by-strategy";

    /**
     * The cells: every model with every strategy in every trial.
     *
     * @param models ids, at least one; {@code a+b} is the ensemble of a and b
     * @param strategies ids, at least one
     * @param trials repetitions, at least 1
     */
    public record Grid(List<String> models, List<String> strategies, int trials) {
        public Grid {
            models = List.copyOf(models);
            strategies = List.copyOf(strategies);
        }
    }

    /**
     * The loop of one cell.
     *
     * @param rounds rounds to evaluate, at least 1; labels are bought in all but the last
     * @param batch labels to buy a round, at least 1
     * @param folds folds of the cross-validation, at least 2
     * @param consensus id of a consensus method, or {@link #CONSENSUS_BY_STRATEGY}
     */
    public record Loop(int rounds, int batch, int folds, String consensus) {}

    /**
     * The data set.
     *
     * @param dataset id
     * @param dataDir folder with its files; empty if it is bundled
     */
    public record Data(String dataset, Optional<String> dataDir) {}

    /**
     * Simulated annotators: all have one noise matrix, which is drawn at random.
     *
     * @param initialLabelled examples with labels from the start; empty for the whole pool
     * @param initialLabelCounts fractions of those with 1, 2, … labels; they sum to 1
     * @param initialAnnotators annotators who gave them; each round's labels come from one annotator more
     * @param noiseTrace mean of the noise matrix's diagonal, in (0, 1]
     * @param noiseAccuracy expected fraction of right labels that the matrix must have, within 0.005; empty for any
     */
    public record Labels(
            OptionalInt initialLabelled,
            List<Double> initialLabelCounts,
            int initialAnnotators,
            double noiseTrace,
            Optional<Double> noiseAccuracy) {
        public Labels {
            initialLabelCounts = List.copyOf(initialLabelCounts);
        }
    }

    /**
     * Where randomness starts.
     *
     * @param seed of everything
     * @param dataSeed of the data, the same in all trials; empty to draw the data anew in each trial
     */
    public record Seeding(long seed, OptionalLong dataSeed) {}

    public ExperimentConfig {
        SortedMap<String, SortedMap<String, String>> copy = new TreeMap<>();
        options.forEach(
                (part, values) -> copy.put(part, java.util.Collections.unmodifiableSortedMap(new TreeMap<>(values))));
        options = java.util.Collections.unmodifiableSortedMap(copy);
    }

    /** Options of a strategy, model or data set; empty if none are set. */
    public Map<String, String> optionsOf(String part) {
        return options.getOrDefault(part, new TreeMap<>());
    }

    /** All keys with their values, in the order of {@link Key}, then the options: what {@link #toYaml} writes. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(Key.VERSION.yaml(), FORMAT_VERSION);
        map.put(Key.NAME.yaml(), name);
        map.put(Key.DESCRIPTION.yaml(), description);
        map.put(Key.DATASET.yaml(), data.dataset());
        map.put(Key.DATA_DIR.yaml(), data.dataDir().orElse(""));
        map.put(Key.MODELS.yaml(), grid.models());
        map.put(Key.STRATEGIES.yaml(), grid.strategies());
        map.put(Key.TRIALS.yaml(), grid.trials());
        map.put(Key.ROUNDS.yaml(), loop.rounds());
        map.put(Key.BATCH.yaml(), loop.batch());
        map.put(Key.FOLDS.yaml(), loop.folds());
        map.put(Key.CONSENSUS.yaml(), loop.consensus());
        map.put(Key.SEED.yaml(), seeds.seed());
        map.put(Key.DATA_SEED.yaml(), orWord(seeds.dataSeed().stream().boxed().findFirst(), ConfigBinder.BY_TRIAL));
        map.put(
                Key.INITIAL_LABELLED.yaml(),
                orWord(labels.initialLabelled().stream().boxed().findFirst(), ConfigBinder.ALL));
        map.put(Key.INITIAL_LABEL_COUNTS.yaml(), labels.initialLabelCounts());
        map.put(Key.INITIAL_ANNOTATORS.yaml(), labels.initialAnnotators());
        map.put(Key.NOISE_TRACE.yaml(), labels.noiseTrace());
        map.put(Key.NOISE_ACCURACY.yaml(), orWord(labels.noiseAccuracy(), ConfigBinder.ANY));
        options.forEach((part, values) -> values.forEach((option, value) -> map.put(part + "." + option, value)));
        return map;
    }

    /** This configuration as an experiment file, without presets; {@link Experiments#load} reads it back. */
    public String toYaml() {
        return ConfigWriter.write(toMap());
    }

    private static Object orWord(Optional<?> value, String word) {
        return value.isPresent() ? value.get() : word;
    }
}
