package org.relabel4j.benchmarks.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.relabel4j.core.loop.Spending;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.datasets.Dataset;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.format.YamlText;

/**
 * All that determines an experiment's results: equal configurations give equal {@code rounds.csv}, byte for byte, whatever
 * the number of parallel jobs and however often the run was interrupted. Immutable.
 *
 * @param values of {@link ExperimentKeys#ALL}, checked
 * @param unfit by model, the strategies that cannot be used with it: such as those of an ensemble with a single model
 * @param options of the strategies, models and data set in use
 * @param variants configurations that differ from this one in some keys and are run in its place, by name, in order; empty if
 *     this one is run. A variant's own name is {@code name/variant}, and it has no variants
 */
public record ExperimentConfig(
        Options values, Map<String, List<String>> unfit, PartOptions options, Map<String, ExperimentConfig> variants) {
    /** Version of the file format that {@link #toYaml} writes. */
    public static final int FORMAT_VERSION = 1;

    /** Value of {@code consensus} that leaves the choice to each strategy. */
    public static final String CONSENSUS_BY_STRATEGY = "by-strategy";

    /** Option of a part that is a strategy by another name: the strategy's id. */
    static final String STRATEGY_OPTION = "strategy";

    /** Option of a part that is a model by another name: the model's id. */
    static final String MODEL_OPTION = "model";

    /** Options that give a part a further name. */
    static final List<String> FURTHER_NAMES = List.of(STRATEGY_OPTION, MODEL_OPTION);

    /** Who answers in the rounds. */
    public enum Annotators {
        /** In each round one annotator who has not answered before. */
        NEW_EACH_ROUND,
        /** Those who gave the initial labels. */
        CROWD,
        /** Of those, who is suggested. */
        SUGGESTED,
        /** Of those, who is chosen together with the examples. */
        JOINT
    }

    /** How classes that are sets of other classes are treated. */
    public enum MultiLabel {
        /** As any others. */
        NO,
        /** Models, strategies and consensus are of the yes/no question of each class of the sets. */
        PER_CLASS,
        /** Models are of these questions, strategies and consensus of whole sets. */
        WHOLE_SETS
    }

    public ExperimentConfig {
        unfit = Map.copyOf(unfit);
        variants = Collections.unmodifiableMap(new LinkedHashMap<>(variants));
    }

    /** The value of a key of {@link ExperimentKeys}. */
    public <T> T get(Option<T> key) {
        return values.get(key);
    }

    /** Name of the experiment, as in rounds.csv: letters, digits, {@code . _ -}. */
    public String name() {
        return get(ExperimentKeys.NAME);
    }

    /** The cells: every model in every trial, with every strategy that it fits. */
    public record ModelsAndStrategies(
            List<String> models, List<String> strategies, int trials, Map<String, List<String>> unfit) {
        /** The strategies to run with a model. */
        public List<String> strategiesOf(String model) {
            return strategies.stream()
                    .filter(strategy -> !unfit.getOrDefault(model, List.of()).contains(strategy))
                    .toList();
        }
    }

    /** What is compared. */
    public ModelsAndStrategies grid() {
        return new ModelsAndStrategies(
                get(ExperimentKeys.MODELS), get(ExperimentKeys.STRATEGIES), get(ExperimentKeys.TRIALS), unfit);
    }

    /** The loop of one cell. */
    public record Loop(int rounds, int batch, int folds, String consensus) {}

    /** How long, how much. */
    public Loop loop() {
        return new Loop(
                get(ExperimentKeys.ROUNDS),
                get(ExperimentKeys.BATCH),
                get(ExperimentKeys.FOLDS),
                get(ExperimentKeys.CONSENSUS));
    }

    /** The data set, and the folder with its files; empty if it is bundled. */
    public record Data(String dataset, Optional<String> dataDir) {
        /** The data set of an experiment of any kind. */
        public static Data of(Options values) {
            return new Data(
                    values.get(ExperimentKeys.DATASET),
                    Optional.of(values.get(ExperimentKeys.DATA_DIR)).filter(folder -> !folder.isEmpty()));
        }

        /**
         * Loads it.
         *
         * @param options of all parts of the experiment
         * @param seed of the data
         * @throws InputException if a file cannot be read or is not what it should be
         */
        public Dataset load(PartOptions options, long seed, Components components) throws InputException {
            Map<String, String> own = new TreeMap<>(options.of(dataset));
            dataDir.ifPresent(dir -> own.put(ExperimentKeys.DATA_DIR.name(), dir));
            return components.dataset(dataset, own, Seeds.derive(seed, "split"));
        }
    }

    /** The data set. */
    public Data data() {
        return Data.of(values);
    }

    /** Simulated annotators; no initial number of labelled examples is the whole pool. */
    public record Labelling(
            OptionalInt initialLabelled,
            List<Double> initialLabelCounts,
            int initialAnnotators,
            Annotators annotators,
            NoiseConfig noise) {}

    /** Who labels, and how well. */
    public Labelling labels() {
        return new Labelling(
                get(ExperimentKeys.INITIAL_LABELLED).map(OptionalInt::of).orElseGet(OptionalInt::empty),
                get(ExperimentKeys.INITIAL_LABEL_COUNTS),
                get(ExperimentKeys.INITIAL_ANNOTATORS),
                get(ExperimentKeys.ANNOTATORS),
                new NoiseConfig(values));
    }

    /** What labels cost, and what ends a loop early. */
    public Spending spending() {
        return new Spending(values);
    }

    /** The seed of everything, and of the data unless they are drawn anew in each trial. */
    public record Seeding(long seed, OptionalLong dataSeed) {}

    /** Where randomness starts. */
    public Seeding seeds() {
        return new Seeding(
                get(ExperimentKeys.SEED),
                get(ExperimentKeys.DATA_SEED).map(OptionalLong::of).orElseGet(OptionalLong::empty));
    }

    /** Options of a strategy, model, data set or consensus method; empty if none are set. */
    public Map<String, String> optionsOf(String part) {
        return options.of(part);
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

    /**
     * The trainers of a model of the grid, or of a member of an ensemble: one that goes by its own name, or by another one that the
     * option {@code model} gives it.
     *
     * @throws IllegalArgumentException if an option is wrong
     */
    List<Trainer> trainers(String name, Components components) {
        Map<String, String> own = new TreeMap<>(optionsOf(name));
        String id = own.remove(MODEL_OPTION);
        return components.trainers(id == null ? name : id, own);
    }

    /** The model that a name stands for: its own, or the one that its option {@code model} gives. */
    String modelOf(String name) {
        return optionsOf(name).getOrDefault(MODEL_OPTION, name);
    }

    /** Names of the strategies, models, data set and consensus method that this configuration itself uses. */
    Set<String> partsInUse() {
        List<String> strategies = get(ExperimentKeys.STRATEGIES);
        Set<String> used = new TreeSet<>(strategies);
        strategies.forEach(name -> used.add(optionsOf(name).getOrDefault(STRATEGY_OPTION, name)));
        get(ExperimentKeys.MODELS)
                .forEach(model -> ModelNames.members(model).forEach(name -> used.addAll(List.of(name, modelOf(name)))));
        used.add(get(ExperimentKeys.DATASET));
        if (!get(ExperimentKeys.CONSENSUS).equals(CONSENSUS_BY_STRATEGY)) {
            used.add(get(ExperimentKeys.CONSENSUS));
        }
        return used;
    }

    /** What to run, in order: the variants by name, or this configuration itself under the name {@code ""}. */
    public Map<String, ExperimentConfig> parts() {
        return variants.isEmpty() ? Map.of("", this) : variants;
    }

    ExperimentConfig withUnfit(Map<String, List<String>> checked) {
        return new ExperimentConfig(values, checked, options, variants);
    }

    ExperimentConfig withVariants(Map<String, ExperimentConfig> named) {
        return new ExperimentConfig(values, unfit, options, named);
    }

    ExperimentConfig named(String newName) {
        return new ExperimentConfig(values.with(ExperimentKeys.NAME, newName), unfit, options, variants);
    }

    /** All keys that count with their values, in their order, then the options: what {@link #toYaml} writes. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = values.toMap();
        options.putInto(map);
        variants.forEach((variant, config) -> Variants.differences(map, config.toMap())
                .forEach((key, value) -> map.put(Variants.key(variant, key), value)));
        return map;
    }

    /** This configuration as an experiment file, without presets; {@link Experiments#load} reads it back. */
    public String toYaml() {
        return YamlText.write(toMap());
    }
}
