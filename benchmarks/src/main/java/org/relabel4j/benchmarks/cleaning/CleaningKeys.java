package org.relabel4j.benchmarks.cleaning;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.relabel4j.benchmarks.experiment.ExperimentKeys;
import org.relabel4j.core.option.Option;

/**
 * The keys of a label-cleaning experiment's file, which are also those of {@code key=value} overrides, in the order of a resolved
 * file. Besides these, {@code <name>.<option>} sets an option of the model or data set of that name, such as
 * {@code mlp.epochs=100}.
 */
public final class CleaningKeys {
    /** Neighbours: so many are kept for each example. */
    private static final int MOST_NEIGHBOURS = 1000;

    private static final List<Option<?>> KEYS = new ArrayList<>();

    static {
        KEYS.addAll(List.of(
                ExperimentKeys.VERSION,
                ExperimentKeys.NAME,
                ExperimentKeys.DESCRIPTION,
                ExperimentKeys.DATASET,
                ExperimentKeys.DATA_DIR));
    }

    public static final Option<List<String>> SELECTORS =
            key(Option.text("selectors", "selectors, with commas between").list());

    public static final Option<Integer> TRIALS = key(ExperimentKeys.TRIALS);
    public static final Option<Long> SEED = key(ExperimentKeys.SEED);
    public static final Option<String> PEOPLE_SOURCE =
            key(Option.oneOf("people.source", PeopleSources.names(), "how each example is labelled")
                    .withDefault("instance-noise"));
    public static final Option<Double> PEOPLE_NOISE_RATE =
            key(Option.real("people.noise-rate", 0, 0.5, "instance-noise: wrong labels of people who take care")
                    .withDefault(0.05));
    public static final Option<Double> PEOPLE_CONCENTRATION =
            key(Option.real("people.concentration", 0, 100, "instance-noise: how much of it is in the hardest examples")
                    .withDefault(5.0));
    public static final Option<Integer> PEOPLE_NEIGHBOURS = key(Option.integer(
                    "people.neighbours",
                    1,
                    MOST_NEIGHBOURS,
                    "instance-noise: neighbours that tell how hard an example is")
            .withDefault(10));
    public static final Option<Optional<List<Double>>> NOISE_RATES =
            key(Option.real("noise.rates", 0, 1, "expected fractions of wrong first labels, with commas between")
                    .list()
                    .optional());
    public static final Option<Optional<List<Double>>> NOISE_TEMPERATURES = key(
            Option.real("noise.temperatures", 1e-6, 1e6, "or the temperatures of the first labels, with commas between")
                    .list()
                    .optional());
    public static final Option<Boolean> NOISE_GIVEN =
            key(Option.flag("noise.given", "or true: first labels are those that the data came with")
                    .withDefault(false));
    public static final Option<Optional<Integer>> BUDGET = key(Option.integer(
                    "budget",
                    1,
                    ExperimentKeys.MOST_EXAMPLES,
                    "labels to buy; by-noise: budget-factor x noise rate x examples, at most one each")
            .orWord("by-noise")
            .withDefault(Optional.empty()));
    public static final Option<Double> BUDGET_FACTOR =
            key(Option.real("budget-factor", 0, 1e6, "labels to buy for each label that is expected to be wrong")
                    .withDefault(3.0));
    public static final Option<Optional<Integer>> RETRAIN = key(Option.integer(
                    "retrain", 1, ExperimentKeys.MOST_EXAMPLES, "labels after which selectors train their models anew")
            .orWord("never")
            .withDefault(Optional.empty()));
    public static final Option<Integer> POINTS =
            key(Option.integer("points", 1, ExperimentKeys.MOST_REPETITIONS, "steps of the curves")
                    .withDefault(50));
    public static final Option<List<String>> MODELS = key(ExperimentKeys.MODELS);
    public static final Option<CleaningConfig.Posteriors> POSTERIORS = key(Option.choice(
                    "posteriors",
                    CleaningConfig.Posteriors.class,
                    "which predictions selectors read",
                    Map.of(CleaningConfig.Posteriors.OUT_OF_SAMPLE, "by cross-validation"))
            .withDefault(CleaningConfig.Posteriors.OUT_OF_SAMPLE));
    public static final Option<Integer> FOLDS = key(ExperimentKeys.FOLDS);
    public static final Option<Double> ENTROPY_THRESHOLD = key(Option.real(
                    "entropy-threshold",
                    0,
                    1,
                    "vanilla and co-teaching: entropy counts above it only (the authors: 0.3)")
            .withDefault(0.0));
    public static final Option<Optional<String>> SELF_SUPERVISED_MODEL =
            key(Option.text("self-supervised-model", "model whose predictions the self-supervised selector reads")
                    .orWord("none")
                    .withDefault(Optional.empty()));
    public static final Option<Integer> BALD_MEMBERS =
            key(Option.integer("bald-members", 2, 1000, "models or dropout passes that bald compares")
                    .withDefault(5));
    public static final Option<Double> BALD_DROPOUT = key(Option.real(
                    "bald-dropout",
                    0,
                    0.95,
                    "share of the embedding that bald's passes leave out; 0 compares models of several seeds")
            .withDefault(0.0));
    public static final Option<Integer> NEIGHBOURS =
            key(Option.integer("neighbours", 1, MOST_NEIGHBOURS, "neighbours that the neighbour selector asks")
                    .withDefault(10));
    public static final Option<Optional<List<String>>> EFFECT_MODELS =
            key(Option.text("effects.models", "models that are trained and measured on the labels, with commas between")
                    .list()
                    .orWord("none")
                    .withDefault(Optional.empty()));
    public static final Option<List<Integer>> EFFECT_SIZES = key(Option.integer(
                    "effects.sizes",
                    1,
                    ExperimentKeys.MOST_EXAMPLES,
                    "training examples of the models that the labels are to rank, with commas between")
            .list()
            .withDefault(List.of(50, 100, 200, 400, 800)));

    /** All keys. */
    public static final List<Option<?>> ALL = Collections.unmodifiableList(KEYS);

    private CleaningKeys() {}

    static List<String> names() {
        return ALL.stream().map(Option::name).toList();
    }

    private static <T> Option<T> key(Option<T> option) {
        KEYS.add(option);
        return option;
    }
}
