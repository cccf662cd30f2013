package org.relabel4j.benchmarks.experiment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.relabel4j.core.assignment.IntervalThreshold;
import org.relabel4j.core.assignment.PairRule;
import org.relabel4j.core.loop.Spending;
import org.relabel4j.core.multilabel.Combination;
import org.relabel4j.core.option.Option;

/**
 * The keys of an experiment file, which are also those of {@code key=value} overrides, in the order of a resolved file. A nested
 * YAML key is written with dots: {@code initial.labelled}. To add one: a declaration here, and {@link ExperimentConfig#get} where
 * it counts.
 *
 * <p>Besides these, {@code <name>.<option>} sets an option of the strategy, model or data set of that name, such as
 * {@code darl.base=entropy}; {@code <new name>.strategy=<strategy>} gives a strategy a further name with options of its own; and
 * {@code variants.<name>.<key>} another value of a key in one variant.
 */
public final class ExperimentKeys {
    /** Examples or labels. */
    public static final int MOST_EXAMPLES = 100_000_000;

    /** Repetitions with other seeds. */
    public static final int MOST_REPETITIONS = 10_000;

    private static final int MOST_ANNOTATORS = 100_000;

    private static final double SMALLEST_POSITIVE = 1e-9;

    private static final List<Option<?>> KEYS = new ArrayList<>();

    public static final Option<Integer> VERSION =
            key(Option.integer("version", 1, Integer.MAX_VALUE, "version of the file format"));
    public static final Option<String> NAME = key(Option.text("name", "name of the experiment, as in its results"));
    public static final Option<String> DESCRIPTION =
            key(Option.text("description", "one line about it").withDefault(""));
    public static final Option<String> DATASET = key(Option.text("dataset", "data set"));
    public static final Option<String> DATA_DIR =
            key(Option.text("data-dir", "folder with the data set's files, where it is not bundled")
                    .withDefault(""));
    public static final Option<List<String>> MODELS =
            key(Option.text("models", "models, with commas between; a+b is the ensemble of a and b")
                    .list());
    public static final Option<List<String>> STRATEGIES =
            key(Option.text("strategies", "acquisition strategies, with commas between")
                    .list());
    public static final Option<Integer> TRIALS =
            key(Option.integer("trials", 1, MOST_REPETITIONS, "repetitions with other seeds"));
    public static final Option<Integer> ROUNDS = key(Option.integer(
            "rounds",
            1,
            Spending.MOST_STEPS,
            "rounds to evaluate, numbered from 0; labels are bought in all but the last"));
    public static final Option<Integer> BATCH = key(Option.integer("batch", 1, MOST_EXAMPLES, "labels to buy a round"));
    public static final Option<Integer> FOLDS = key(
            Option.integer("folds", 2, 1000, "folds of the cross-validation").withDefault(5));
    public static final Option<String> CONSENSUS =
            key(Option.text("consensus", "consensus method; by-strategy: the one that each strategy names")
                    .withDefault(ExperimentConfig.CONSENSUS_BY_STRATEGY));
    public static final Option<ExperimentConfig.MultiLabel> MULTI_LABEL = key(Option.choice(
                    "multi-label",
                    ExperimentConfig.MultiLabel.class,
                    "how to treat classes that are sets of others",
                    Map.of(
                            ExperimentConfig.MultiLabel.NO, "as any others, by models too",
                            ExperimentConfig.MultiLabel.PER_CLASS, "a yes/no question for each class of a set",
                            ExperimentConfig.MultiLabel.WHOLE_SETS,
                                    "as any others, but with models of these questions"))
            .withDefault(ExperimentConfig.MultiLabel.NO));
    public static final Option<Combination.Rule> COMBINE =
            key(Option.choice("combine", Combination.Rule.class, "how the scores of an example's classes make one")
                    .withDefault(Combination.Rule.EMA)
                    .onlyWith(MULTI_LABEL, ExperimentConfig.MultiLabel.PER_CLASS));
    public static final Option<Long> SEED =
            key(Option.wholeNumber("seed", "seed of everything random").withDefault(1L));
    public static final Option<Optional<Long>> DATA_SEED = key(Option.wholeNumber(
                    "data-seed",
                    "seed of the data (split, initial labels, noise), the same in all trials; by-trial: drawn anew in each")
            .orWord("by-trial")
            .withDefault(Optional.empty()));
    public static final Option<Optional<Integer>> INITIAL_LABELLED =
            key(Option.integer("initial.labelled", 1, MOST_EXAMPLES, "examples of the pool with labels from the start")
                    .orWord("all"));
    public static final Option<List<Double>> INITIAL_LABEL_COUNTS = key(
            Option.real("initial.label-counts", 0, 1, "of those, the fractions with 1, 2, 3, ... labels; they sum to 1")
                    .list()
                    .withDefault(List.of(1.0)));
    public static final Option<Integer> INITIAL_ANNOTATORS = key(Option.integer(
            "initial.annotators",
            1,
            MOST_ANNOTATORS,
            "annotators who gave the initial labels; with human-worst-first, those whose labels all count"));
    public static final Option<ExperimentConfig.Annotators> ANNOTATORS =
            key(Option.choice("annotators", ExperimentConfig.Annotators.class, "who answers in the rounds")
                    .withDefault(ExperimentConfig.Annotators.NEW_EACH_ROUND));
    public static final Option<PairRule> JOINT_RULE =
            key(Option.choice("joint.rule", PairRule.class, "how examples and annotators are chosen", PairRule.NOTES)
                    .withDefault(PairRule.PER_COST)
                    .onlyWith(ANNOTATORS, ExperimentConfig.Annotators.JOINT));
    public static final Option<Integer> JOINT_PER_EXAMPLE =
            key(Option.integer("joint.per-example", 1, MOST_ANNOTATORS, "annotators of each example")
                    .withDefault(1)
                    .onlyWith(JOINT_RULE, List.of(PairRule.BEST, PairRule.ANYBODY)));
    public static final Option<Double> JOINT_EPSILON =
            key(Option.real("joint.epsilon", 0, 1, "how good one may be, as a share of the best who can be asked")
                    .withDefault(IntervalThreshold.EPSILON)
                    .onlyWith(JOINT_RULE, PairRule.IE_THRESH));
    public static final Option<Optional<Integer>> JOINT_CAPACITY =
            key(Option.integer("joint.capacity", 1, MOST_EXAMPLES, "labels that an annotator can give in a round")
                    .orWord("none")
                    .withDefault(Optional.empty())
                    .onlyWith(ANNOTATORS, ExperimentConfig.Annotators.JOINT));
    public static final Option<Double> JOINT_PRESENT =
            key(Option.real("joint.present", SMALLEST_POSITIVE, 1, "probability that an annotator is there in a round")
                    .withDefault(1.0)
                    .onlyWith(ANNOTATORS, ExperimentConfig.Annotators.JOINT));

    public static final Option<NoiseConfig.Kind> NOISE_KIND =
            key(Option.choice("noise.kind", NoiseConfig.Kind.class, "how annotators err")
                    .withDefault(NoiseConfig.Kind.TRACE));
    public static final Option<Double> NOISE_TRACE = key(Option.real(
                    "noise.trace",
                    SMALLEST_POSITIVE,
                    1,
                    "mean of the noise matrix's diagonal: its trace divided by the classes")
            .onlyWith(NOISE_KIND, NoiseConfig.Kind.TRACE));
    public static final Option<Optional<Double>> NOISE_ACCURACY = key(Option.real(
                    "noise.accuracy",
                    0,
                    1,
                    "expected fraction of right labels, within 0.005: matrices are drawn until one has it")
            .orWord("any")
            .withDefault(Optional.empty())
            .onlyWith(NOISE_KIND, NoiseConfig.Kind.TRACE));
    public static final Option<List<Double>> NOISE_MATRIX = key(Option.real(
                    "noise.matrix",
                    0,
                    1,
                    "probabilities of the labels of the first class, then of the next, and so on: K times K")
            .list()
            .onlyWith(NOISE_KIND, NoiseConfig.Kind.MATRIX));
    public static final Option<Double> NOISE_RATE = key(Option.real("noise.rate", 0, 1, "probability of a wrong label")
            .onlyWith(
                    NOISE_KIND,
                    List.of(
                            NoiseConfig.Kind.SYMMETRIC,
                            NoiseConfig.Kind.ASYMMETRIC,
                            NoiseConfig.Kind.PAIRWISE,
                            NoiseConfig.Kind.INSTANCE_DEPENDENT)));
    public static final Option<List<String>> NOISE_MISTAKEN_FOR =
            key(Option.text("noise.mistaken-for", "name of the class that each class, in order, is mistaken for")
                    .list()
                    .onlyWith(NOISE_KIND, NoiseConfig.Kind.ASYMMETRIC));
    public static final Option<List<Double>> NOISE_ACCURACIES =
            key(Option.real("noise.accuracies", 0, 1, "lowest and highest accuracy of an ordinary annotator")
                    .list()
                    .withDefault(List.of(0.75, 0.95))
                    .onlyWith(NOISE_KIND, NoiseConfig.Kind.HETEROGENEOUS));
    public static final Option<Double> NOISE_OUTLIERS =
            key(Option.real("noise.outliers", 0, 1, "probability that an annotator is an outlier")
                    .withDefault(0.2)
                    .onlyWith(NOISE_KIND, NoiseConfig.Kind.HETEROGENEOUS));
    public static final Option<List<Double>> NOISE_OUTLIER_ACCURACIES =
            key(Option.real("noise.outlier-accuracies", 0, 1, "lowest and highest accuracy of an outlier")
                    .list()
                    .withDefault(List.of(0.05, 0.4))
                    .onlyWith(NOISE_KIND, NoiseConfig.Kind.HETEROGENEOUS));

    static {
        Spending.KEYS.forEach(ExperimentKeys::key);
    }

    public static final Option<Boolean> PREDICTIONS = key(
            Option.flag("predictions", "whether to keep the test probabilities of each round, as .npy in predictions/")
                    .withDefault(false));

    /** All that a configuration has. */
    public static final List<Option<?>> ALL = Collections.unmodifiableList(KEYS);

    /** Which configurations of a file to run; what is run is in the resolved file, not this. */
    static final Option<List<String>> VARIANTS = Option.text("variants", "variants to run, with commas between, or all")
            .list()
            .withDefault(List.of("all"));

    private ExperimentKeys() {}

    private static <T> Option<T> key(Option<T> option) {
        KEYS.add(option);
        return option;
    }

    /** The names of all keys that a file may have. */
    static List<String> names() {
        List<String> names = new ArrayList<>(ALL.stream().map(Option::name).toList());
        names.add(VARIANTS.name());
        return names;
    }
}
