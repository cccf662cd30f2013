package org.relabel4j.benchmarks.cleaning;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.relabel4j.benchmarks.experiment.ConfigWriter;
import org.relabel4j.benchmarks.experiment.ExperimentConfig;
import org.relabel4j.benchmarks.experiment.SettingsReader;

/**
 * All that determines a label-cleaning experiment's results: equal configurations give equal curves.csv, effects.csv and
 * summary.csv, byte for byte, whatever the number of parallel jobs and however often the run was interrupted. Immutable.
 *
 * @param name name of the experiment: letters, digits, {@code . _ -}
 * @param description one line about it; may be empty
 * @param data the data set
 * @param grid what is compared
 * @param people how examples are labelled
 * @param buying how many labels
 * @param ranking how selectors rank
 * @param effects what the labels are used for
 * @param seed where randomness starts
 * @param options options of models and of the data set: name of the part, option, value; only of parts in use
 */
public record CleaningConfig(
        String name,
        String description,
        ExperimentConfig.Data data,
        Grid grid,
        People people,
        Buying buying,
        Ranking ranking,
        Effects effects,
        long seed,
        SortedMap<String, SortedMap<String, String>> options) {
    /** Version of the file format that {@link #toYaml} writes. */
    public static final int FORMAT_VERSION = 1;

    static final String BY_NOISE = "by-noise";
    static final String NEVER = "never";
    static final String NONE = "none";

    /**
     * The cells: every selector at every noise level in every trial.
     *
     * @param noise at least one
     * @param selectors ids, at least one
     * @param trials repetitions, at least 1
     */
    public record Grid(List<NoiseLevel> noise, List<String> selectors, int trials) {
        public Grid {
            noise = List.copyOf(noise);
            selectors = List.copyOf(selectors);
        }
    }

    /**
     * Where the distributions come from.
     *
     * @param source id of a {@link PeopleSource}
     * @param noiseRate wrong labels of people who take care
     * @param concentration how much of it is in the hardest examples
     * @param neighbours neighbours that tell how hard an example is
     */
    public record People(String source, double noiseRate, double concentration, int neighbours) {}

    /**
     * How many labels are bought, and how often something is done about it.
     *
     * @param budget labels to buy; empty for a number that grows with the noise
     * @param budgetFactor labels for each that is expected to be wrong
     * @param retrain labels after which selectors begin anew; empty for never
     * @param points steps of the curves
     */
    public record Buying(OptionalInt budget, double budgetFactor, OptionalInt retrain, int points) {}

    /** Which predictions selectors see of an example. */
    public enum Posteriors {
        /** Of a model that was not trained on it. */
        OUT_OF_SAMPLE,
        /** Of a model that was. */
        IN_SAMPLE
    }

    /**
     * How selectors rank.
     *
     * @param model id; {@code a+b} is the ensemble of a and b
     * @param selfSupervised id of the model that the self-supervised selector reads; empty for none
     * @param posteriors which predictions
     * @param folds folds of the cross-validation
     * @param entropyThreshold of the rule CE − H
     * @param committee what BALD compares
     * @param neighbours neighbours that the neighbour sampler asks
     */
    public record Ranking(
            String model,
            Optional<String> selfSupervised,
            Posteriors posteriors,
            int folds,
            double entropyThreshold,
            Committee committee,
            int neighbours) {}

    /**
     * What BALD compares: models of several seeds, or passes of one model with dropout.
     *
     * @param members how many
     * @param dropout share of the embedding that the passes leave out; 0 for models
     */
    public record Committee(int members, double dropout) {
        /** Passes with dropout; 0 if models are compared. */
        int passes() {
            return dropout > 0 ? members : 0;
        }
    }

    /**
     * What the labels are used for.
     *
     * @param models ids; empty for nothing
     * @param sizes training examples of the models to rank
     */
    public record Effects(List<String> models, List<Integer> sizes) {
        public Effects {
            models = List.copyOf(models);
            sizes = List.copyOf(sizes);
        }
    }

    public CleaningConfig {
        SortedMap<String, SortedMap<String, String>> copy = new TreeMap<>();
        options.forEach((part, values) -> copy.put(part, Collections.unmodifiableSortedMap(new TreeMap<>(values))));
        options = Collections.unmodifiableSortedMap(copy);
    }

    /** Options of a model or data set; empty if none are set. */
    public Map<String, String> optionsOf(String part) {
        return options.getOrDefault(part, new TreeMap<>());
    }

    /** All keys with their values, in the order of {@link CleaningKey}, then the options: what {@link #toYaml} writes. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(CleaningKey.VERSION.yaml(), FORMAT_VERSION);
        map.put(CleaningKey.NAME.yaml(), name);
        map.put(CleaningKey.DESCRIPTION.yaml(), description);
        map.put(CleaningKey.DATASET.yaml(), data.dataset());
        map.put(CleaningKey.DATA_DIR.yaml(), data.dataDir().orElse(""));
        map.put(CleaningKey.SELECTORS.yaml(), grid.selectors());
        map.put(CleaningKey.TRIALS.yaml(), grid.trials());
        map.put(CleaningKey.SEED.yaml(), seed);
        map.put(CleaningKey.PEOPLE_SOURCE.yaml(), people.source());
        map.put(CleaningKey.PEOPLE_NOISE_RATE.yaml(), people.noiseRate());
        map.put(CleaningKey.PEOPLE_CONCENTRATION.yaml(), people.concentration());
        map.put(CleaningKey.PEOPLE_NEIGHBOURS.yaml(), people.neighbours());
        // One of the two; the other stays unset.
        boolean temperatures = grid.noise().get(0).isTemperature();
        map.put(
                (temperatures ? CleaningKey.NOISE_TEMPERATURES : CleaningKey.NOISE_RATES).yaml(),
                grid.noise().stream().map(NoiseLevel::value).toList());
        map.put(CleaningKey.BUDGET.yaml(), orWord(buying.budget(), BY_NOISE));
        map.put(CleaningKey.BUDGET_FACTOR.yaml(), buying.budgetFactor());
        map.put(CleaningKey.RETRAIN.yaml(), orWord(buying.retrain(), NEVER));
        map.put(CleaningKey.POINTS.yaml(), buying.points());
        map.put(CleaningKey.MODELS.yaml(), List.of(ranking.model()));
        map.put(CleaningKey.POSTERIORS.yaml(), SettingsReader.written(ranking.posteriors()));
        map.put(CleaningKey.FOLDS.yaml(), ranking.folds());
        map.put(CleaningKey.ENTROPY_THRESHOLD.yaml(), ranking.entropyThreshold());
        map.put(
                CleaningKey.SELF_SUPERVISED_MODEL.yaml(),
                ranking.selfSupervised().orElse(NONE));
        map.put(CleaningKey.BALD_MEMBERS.yaml(), ranking.committee().members());
        map.put(CleaningKey.BALD_DROPOUT.yaml(), ranking.committee().dropout());
        map.put(CleaningKey.NEIGHBOURS.yaml(), ranking.neighbours());
        map.put(CleaningKey.EFFECT_MODELS.yaml(), effects.models().isEmpty() ? NONE : effects.models());
        map.put(CleaningKey.EFFECT_SIZES.yaml(), effects.sizes());
        options.forEach((part, values) -> values.forEach((option, value) -> map.put(part + "." + option, value)));
        return map;
    }

    /** This configuration as an experiment file, without presets; {@link CleaningExperiments#load} reads it back. */
    public String toYaml() {
        return ConfigWriter.write(toMap());
    }

    private static Object orWord(OptionalInt value, String word) {
        return value.isPresent() ? (Object) value.getAsInt() : word;
    }
}
