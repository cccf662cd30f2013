package org.relabel4j.benchmarks.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The keys of an experiment file, which are also those of {@code key=value} overrides. A nested YAML key is written with
 * dots: {@code initial.labelled}.
 *
 * <p>Besides these, {@code <name>.<option>} sets an option of the strategy, model or data set of that name, such as
 * {@code darl.base=entropy}.
 */
public enum Key implements SettingKey {
    VERSION("version", null, "version of the file format: 1"),
    NAME("name", null, "name of the experiment, as in rounds.csv"),
    DESCRIPTION("description", "", "one line about it"),
    DATASET("dataset", null, "data set"),
    DATA_DIR("data-dir", "", "folder with the data set's files, where it is not bundled"),
    MODELS("models", null, "models, comma separated; a+b is the ensemble of a and b"),
    STRATEGIES("strategies", null, "acquisition strategies, comma separated"),
    TRIALS("trials", null, "repetitions with other seeds, at least 1"),
    ROUNDS("rounds", null, "rounds to evaluate, numbered from 0, at least 1; labels are bought in all but the last"),
    BATCH("batch", null, "labels to buy a round"),
    FOLDS("folds", "5", "folds of the cross-validation, at least 2"),
    CONSENSUS("consensus", "by-strategy", "consensus method, or by-strategy: the one that each strategy names"),
    SEED("seed", "1", "seed of everything random"),
    DATA_SEED(
            "data-seed",
            "by-trial",
            "seed of the data (split, initial labels, noise), the same in all trials; by-trial: drawn anew in each"),
    INITIAL_LABELLED("initial.labelled", null, "examples of the pool with labels from the start, or all"),
    INITIAL_LABEL_COUNTS(
            "initial.label-counts", "1", "of those, the fractions with 1, 2, 3, ... labels; they sum to 1"),
    INITIAL_ANNOTATORS("initial.annotators", null, "simulated annotators who gave the initial labels"),
    NOISE_TRACE("noise.trace", null, "mean of the noise matrix's diagonal: its trace divided by the classes"),
    NOISE_ACCURACY(
            "noise.accuracy",
            "any",
            "expected fraction of right labels, within 0.005: matrices are drawn until one has it; or any");

    private final String yaml;
    private final String defaultValue;
    private final String summary;

    Key(String yaml, String defaultValue, String summary) {
        this.yaml = yaml;
        this.defaultValue = defaultValue;
        this.summary = summary;
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

    /** All keys as written, in the order of a resolved file. */
    static List<String> names() {
        return Arrays.stream(values()).map(Key::yaml).toList();
    }
}
