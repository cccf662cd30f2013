package org.relabel4j.benchmarks.cleaning;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.relabel4j.benchmarks.experiment.ExperimentConfig;
import org.relabel4j.benchmarks.experiment.ExperimentKeys;
import org.relabel4j.benchmarks.experiment.PartOptions;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;
import org.relabel4j.datasets.format.YamlText;

/**
 * All that determines a label-cleaning experiment's results: equal configurations give equal curves.csv, effects.csv and
 * summary.csv, byte for byte, whatever the number of parallel jobs and however often the run was interrupted. Immutable.
 *
 * @param values of {@link CleaningKeys#ALL}, checked
 * @param options options of models and of the data set in use
 */
public record CleaningConfig(Options values, PartOptions options) {
    /** Version of the file format that {@link #toYaml} writes. */
    public static final int FORMAT_VERSION = 1;

    static final String NONE = "none";

    /** The value of a key of {@link CleaningKeys}. */
    public <T> T get(Option<T> key) {
        return values.get(key);
    }

    /** Name of the experiment: letters, digits, {@code . _ -}. */
    public String name() {
        return get(ExperimentKeys.NAME);
    }

    /** The data set. */
    public ExperimentConfig.Data data() {
        return ExperimentConfig.Data.of(values);
    }

    /** Where randomness starts. */
    public long seed() {
        return get(CleaningKeys.SEED);
    }

    /**
     * The cells: every selector at every noise level in every trial.
     *
     * @param noise at least one
     * @param selectors ids, at least one
     * @param trials repetitions, at least 1
     */
    public record NoiseAndSelectors(List<NoiseLevel> noise, List<String> selectors, int trials) {
        public NoiseAndSelectors {
            noise = List.copyOf(noise);
            selectors = List.copyOf(selectors);
        }
    }

    /**
     * Where the distributions come from.
     *
     * @param source id of a source in {@link CleaningKeys}
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

    /** What is compared. */
    public NoiseAndSelectors grid() {
        List<NoiseLevel> noise = get(CleaningKeys.NOISE_GIVEN)
                ? List.of(NoiseLevel.GIVEN)
                : get(CleaningKeys.NOISE_RATES)
                        .map(rates -> rates.stream().map(NoiseLevel::ofRate))
                        .orElseGet(() -> get(CleaningKeys.NOISE_TEMPERATURES).orElseThrow().stream()
                                .map(NoiseLevel::ofTemperature))
                        .toList();
        return new NoiseAndSelectors(noise, get(CleaningKeys.SELECTORS), get(CleaningKeys.TRIALS));
    }

    /** How examples are labelled. */
    public People people() {
        return new People(
                get(CleaningKeys.PEOPLE_SOURCE),
                get(CleaningKeys.PEOPLE_NOISE_RATE),
                get(CleaningKeys.PEOPLE_CONCENTRATION),
                get(CleaningKeys.PEOPLE_NEIGHBOURS));
    }

    /** How many labels. */
    public Buying buying() {
        return new Buying(
                get(CleaningKeys.BUDGET).map(OptionalInt::of).orElseGet(OptionalInt::empty),
                get(CleaningKeys.BUDGET_FACTOR),
                get(CleaningKeys.RETRAIN).map(OptionalInt::of).orElseGet(OptionalInt::empty),
                get(CleaningKeys.POINTS));
    }

    /** How selectors rank. */
    public Ranking ranking() {
        return ranking(values);
    }

    static Ranking ranking(Options values) {
        return new Ranking(
                values.get(CleaningKeys.MODELS).get(0),
                values.get(CleaningKeys.SELF_SUPERVISED_MODEL),
                values.get(CleaningKeys.POSTERIORS),
                values.get(CleaningKeys.FOLDS),
                values.get(CleaningKeys.ENTROPY_THRESHOLD),
                new Committee(values.get(CleaningKeys.BALD_MEMBERS), values.get(CleaningKeys.BALD_DROPOUT)),
                values.get(CleaningKeys.NEIGHBOURS));
    }

    /** What the labels are used for. */
    public Effects effects() {
        return new Effects(get(CleaningKeys.EFFECT_MODELS).orElse(List.of()), get(CleaningKeys.EFFECT_SIZES));
    }

    /** Options of a model or data set; empty if none are set. */
    public Map<String, String> optionsOf(String part) {
        return options.of(part);
    }

    /** All keys with their values, in their order, then the options: what {@link #toYaml} writes. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = values.toMap();
        options.putInto(map);
        return map;
    }

    /** This configuration as an experiment file, without presets; {@link CleaningExperiments#load} reads it back. */
    public String toYaml() {
        return YamlText.write(toMap());
    }
}
