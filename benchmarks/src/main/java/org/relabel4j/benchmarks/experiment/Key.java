package org.relabel4j.benchmarks.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The keys of an experiment file, which are also those of {@code key=value} overrides. A nested YAML key is written with
 * dots: {@code initial.labelled}.
 *
 * <p>Besides these, {@code <name>.<option>} sets an option of the strategy, model or data set of that name, such as
 * {@code darl.base=entropy}; {@code <new name>.strategy=<strategy>} gives a strategy a further name with options of its own; and
 * {@code variants.<name>.<key>} another value of a key in one variant.
 */
public enum Key implements SettingKey {
    VERSION("version", null, "version of the file format: 1"),
    NAME("name", null, "name of the experiment, as in rounds.csv"),
    DESCRIPTION("description", "", "one line about it"),
    DATASET("dataset", null, "data set"),
    DATA_DIR("data-dir", "", "folder with the data set's files, where it is not bundled"),
    MODELS("models", null, "models, comma separated; a+b is the ensemble of a and b"),
    STRATEGIES("strategies", null, "acquisition strategies, comma separated"),
    TRIALS("trials", null, "repetitions with other seeds, at least 1", Range.REPETITIONS),
    ROUNDS(
            "rounds",
            null,
            "rounds to evaluate, numbered from 0, at least 1; labels are bought in all but the last",
            Range.STEPS),
    BATCH("batch", null, "labels to buy a round", Range.EXAMPLES),
    FOLDS("folds", "5", "folds of the cross-validation, at least 2", Range.FOLDS),
    CONSENSUS("consensus", "by-strategy", "consensus method, or by-strategy: the one that each strategy names"),
    SEED("seed", "1", "seed of everything random"),
    DATA_SEED(
            "data-seed",
            "by-trial",
            "seed of the data (split, initial labels, noise), the same in all trials; by-trial: drawn anew in each"),
    INITIAL_LABELLED(
            "initial.labelled", null, "examples of the pool with labels from the start, or all", Range.EXAMPLES),
    INITIAL_LABEL_COUNTS(
            "initial.label-counts", "1", "of those, the fractions with 1, 2, 3, ... labels; they sum to 1"),
    INITIAL_ANNOTATORS(
            "initial.annotators",
            null,
            "annotators who gave the initial labels; with human-worst-first, those whose labels all count",
            new Range(1, 100_000)),
    ANNOTATORS(
            "annotators",
            "new-each-round",
            "who answers in the rounds: new-each-round, one new annotator a round; or crowd, those of the initial labels"),
    NOISE_KIND(
            "noise.kind",
            "trace",
            "how annotators err: trace, matrix, symmetric, asymmetric, pairwise, instance-dependent or heterogeneous; or human,"
                    + " as people really did; or human-worst-first, where the first labels are the worst annotators'"),
    NOISE_TRACE("noise.trace", null, "mean of the noise matrix's diagonal: its trace divided by the classes"),
    NOISE_ACCURACY(
            "noise.accuracy",
            "any",
            "expected fraction of right labels, within 0.005: matrices are drawn until one has it; or any"),
    NOISE_MATRIX(
            "noise.matrix",
            null,
            "probabilities of the labels of the first class, then of the next, and so on: K times K"),
    NOISE_RATE("noise.rate", null, "probability of a wrong label"),
    NOISE_MISTAKEN_FOR(
            "noise.mistaken-for", null, "of each class, in order, the name of the class that it is mistaken for"),
    NOISE_ACCURACIES("noise.accuracies", "0.75,0.95", "lowest and highest accuracy of an ordinary annotator"),
    NOISE_OUTLIERS("noise.outliers", "0.2", "probability that an annotator is an outlier"),
    NOISE_OUTLIER_ACCURACIES("noise.outlier-accuracies", "0.05,0.4", "lowest and highest accuracy of an outlier"),
    COSTS_UNIT("costs.unit", "label", "unit of the costs and the budget, such as EUR or minute"),
    COSTS_NEW("costs.new", "1", "cost of an example's first label", Range.PRICE),
    COSTS_REPEAT("costs.repeat", "1", "cost of a further label", Range.PRICE),
    COSTS_ANNOTATOR_RATES(
            "costs.annotator-rates",
            "equal",
            "factors of the first annotators' costs, 1 for all others; or equal",
            Range.PRICE),
    BUDGET("budget", "none", "what all labels bought may cost, or none", new Range(Range.SMALLEST_POSITIVE, 1e15)),
    STOP_PLATEAU_ROUNDS(
            "stop.plateau-rounds",
            "never",
            "stop when the consensus has not become surer for as many rounds, or never",
            Range.STEPS),
    STOP_PLATEAU_GAIN("stop.plateau-gain", "0.001", "rise of its mean quality that counts as surer"),
    STOP_NOISE_BELOW(
            "stop.noise-below",
            "never",
            "stop when the estimated fraction of wrong consensus labels is below, or never"),
    VARIANTS("variants", "all", "variants to run, comma separated, or all");

    private final String yaml;
    private final String defaultValue;
    private final String summary;
    private final Range range;

    Key(String yaml, String defaultValue, String summary) {
        this(yaml, defaultValue, summary, Range.FRACTION);
    }

    Key(String yaml, String defaultValue, String summary, Range range) {
        this.yaml = yaml;
        this.defaultValue = defaultValue;
        this.summary = summary;
        this.range = range;
    }

    @Override
    public String yaml() {
        return yaml;
    }

    @Override
    public Optional<String> defaultValue() {
        return Optional.ofNullable(defaultValue);
    }

    @Override
    public String summary() {
        return summary;
    }

    @Override
    public Range range() {
        return range;
    }

    /** All keys as written, in the order of a resolved file. */
    static List<String> names() {
        return Arrays.stream(values()).map(Key::yaml).toList();
    }
}
