package org.relabel4j.benchmarks.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

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
 * @param spending what labels cost, and what ends a loop early
 * @param seeds where randomness starts
 * @param options options of strategies, models and data sets: name of the part, option, value; only of parts in use
 * @param variants configurations that differ from this one in some keys and are run in its place, by name, in order; empty if
 *     this one is run. A variant's own name is {@code name/variant}, and it has no variants
 */
public record ExperimentConfig(
        String name,
        String description,
        Grid grid,
        Loop loop,
        Data data,
        Labels labels,
        SpendingConfig spending,
        Seeding seeds,
        SortedMap<String, SortedMap<String, String>> options,
        Map<String, ExperimentConfig> variants) {
    /** Version of the file format that {@link #toYaml} writes. */
    public static final int FORMAT_VERSION = 1;

    /** Value of {@code consensus} that leaves the choice to each strategy. */
    public static final String CONSENSUS_BY_STRATEGY = "by-strategy";

    /** Option of a part that is a strategy by another name: the strategy's id. */
    static final String STRATEGY_OPTION = "strategy";

    /**
     * The cells: every model in every trial, with every strategy that it fits.
     *
     * @param models ids, at least one; {@code a+b} is the ensemble of a and b
     * @param strategies ids, or further names, at least one
     * @param trials repetitions, at least 1
     * @param unfit by model, the strategies that cannot be used with it: such as those of an ensemble with a single model
     */
    public record Grid(List<String> models, List<String> strategies, int trials, Map<String, List<String>> unfit) {
        public Grid {
            models = List.copyOf(models);
            strategies = List.copyOf(strategies);
            unfit = Map.copyOf(unfit);
        }

        /** A grid in which every strategy can be used with every model. */
        public Grid(List<String> models, List<String> strategies, int trials) {
            this(models, strategies, trials, Map.of());
        }

        /** The strategies to run with a model. */
        public List<String> strategiesOf(String model) {
            return strategies.stream()
                    .filter(strategy -> !unfit.getOrDefault(model, List.of()).contains(strategy))
                    .toList();
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
     * Simulated annotators.
     *
     * @param initialLabelled examples with labels from the start; empty for the whole pool
     * @param initialLabelCounts fractions of those with 1, 2, … labels; they sum to 1
     * @param initialAnnotators annotators who gave them
     * @param annotators who answers in the rounds
     * @param noise how they err
     */
    public record Labels(
            OptionalInt initialLabelled,
            List<Double> initialLabelCounts,
            int initialAnnotators,
            Annotators annotators,
            NoiseConfig noise) {
        public Labels {
            initialLabelCounts = List.copyOf(initialLabelCounts);
        }
    }

    /** Who answers in the rounds. */
    public enum Annotators {
        /** In each round one annotator who has not answered before. */
        NEW_EACH_ROUND,
        /** Those who gave the initial labels. */
        CROWD
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
        options.forEach((part, values) -> copy.put(part, Collections.unmodifiableSortedMap(new TreeMap<>(values))));
        options = Collections.unmodifiableSortedMap(copy);
        variants = Collections.unmodifiableMap(new LinkedHashMap<>(variants));
    }

    /** Options of a strategy, model or data set; empty if none are set. */
    public Map<String, String> optionsOf(String part) {
        return options.getOrDefault(part, new TreeMap<>());
    }

    /**
     * Creates a strategy of the grid: one that goes by its own name, or by another one that the option {@code strategy} gives it.
     *
     * @throws IllegalArgumentException if an option is wrong
     */
    public Components.StrategyPart strategy(String name, Components components) {
        Map<String, String> own = new TreeMap<>(optionsOf(name));
        String id = own.remove(STRATEGY_OPTION);
        return components.strategy(id == null ? name : id, own);
    }

    /** Names of the strategies, models and data set that this configuration itself uses. */
    Set<String> partsInUse() {
        Set<String> used = new TreeSet<>(grid.strategies());
        grid.strategies().forEach(name -> used.add(optionsOf(name).getOrDefault(STRATEGY_OPTION, name)));
        grid.models().forEach(model -> used.addAll(ModelNames.members(model)));
        used.add(data.dataset());
        return used;
    }

    /** What to run, in order: the variants by name, or this configuration itself under the name {@code ""}. */
    public Map<String, ExperimentConfig> parts() {
        return variants.isEmpty() ? Map.of("", this) : variants;
    }

    ExperimentConfig withGrid(Grid checked) {
        return new ExperimentConfig(name, description, checked, loop, data, labels, spending, seeds, options, variants);
    }

    ExperimentConfig withVariants(Map<String, ExperimentConfig> named) {
        return new ExperimentConfig(name, description, grid, loop, data, labels, spending, seeds, options, named);
    }

    ExperimentConfig named(String newName) {
        return new ExperimentConfig(newName, description, grid, loop, data, labels, spending, seeds, options, variants);
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
        map.put(Key.ANNOTATORS.yaml(), SettingsReader.written(labels.annotators()));
        map.putAll(labels.noise().toMap());
        map.putAll(spending.toMap());
        options.forEach((part, values) -> values.forEach((option, value) -> map.put(part + "." + option, value)));
        variants.forEach((variant, config) -> Variants.differences(map, config.toMap())
                .forEach((key, value) -> map.put(Variants.key(variant, key), value)));
        return map;
    }

    /** This configuration as an experiment file, without presets; {@link Experiments#load} reads it back. */
    public String toYaml() {
        return ConfigWriter.write(toMap());
    }

    static Object orWord(Optional<?> value, String word) {
        return value.isPresent() ? value.get() : word;
    }
}
