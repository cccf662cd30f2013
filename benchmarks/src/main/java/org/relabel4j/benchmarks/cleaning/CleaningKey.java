package org.relabel4j.benchmarks.cleaning;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.relabel4j.benchmarks.experiment.Range;
import org.relabel4j.benchmarks.experiment.SettingKey;

/**
 * The keys of a label-cleaning experiment's file, which are also those of {@code key=value} overrides. Besides these,
 * {@code <name>.<option>} sets an option of the model or data set of that name, such as {@code mlp.epochs=100}.
 */
public enum CleaningKey implements SettingKey {
    VERSION("version", null, "version of the file format: 1"),
    NAME("name", null, "name of the experiment, as in curves.csv"),
    DESCRIPTION("description", "", "one line about it"),
    DATASET("dataset", null, "data set, whose pool is cleaned"),
    DATA_DIR("data-dir", "", "folder with the data set's files, where it is not bundled"),
    SELECTORS("selectors", null, "selectors, comma separated"),
    TRIALS("trials", null, "repetitions with other seeds, at least 1", Range.REPETITIONS),
    SEED("seed", "1", "seed of everything random"),
    PEOPLE_SOURCE(
            "people.source",
            "instance-noise",
            "how each example is labelled: instance-noise (simulated) or answers (real people's)"),
    PEOPLE_NOISE_RATE(
            "people.noise-rate",
            "0.05",
            "instance-noise: wrong labels of people who take care, 0 to 0.5",
            new Range(0, 0.5)),
    PEOPLE_CONCENTRATION(
            "people.concentration",
            "5",
            "instance-noise: how much of it is in the hardest examples, 0 to 100",
            new Range(0, 100)),
    PEOPLE_NEIGHBOURS(
            "people.neighbours", "10", "instance-noise: neighbours that tell how hard an example is", Range.NEIGHBOURS),
    NOISE_RATES("noise.rates", "", "expected fractions of wrong first labels, comma separated"),
    NOISE_TEMPERATURES(
            "noise.temperatures", "", "or the temperatures of the first labels, comma separated", new Range(1e-6, 1e6)),
    BUDGET(
            "budget",
            "by-noise",
            "labels to buy, or by-noise: budget-factor x noise rate x examples, at most one each",
            Range.EXAMPLES),
    BUDGET_FACTOR("budget-factor", "3", "labels to buy for each label that is expected to be wrong", new Range(0, 1e6)),
    RETRAIN("retrain", "never", "labels after which selectors train their models anew, or never", Range.EXAMPLES),
    POINTS("points", "50", "steps of the curves, at least 1", Range.REPETITIONS),
    MODELS("models", null, "model whose predictions selectors read; a+b is the ensemble of a and b"),
    POSTERIORS("posteriors", "out-of-sample", "out-of-sample: by cross-validation; or in-sample"),
    FOLDS("folds", "5", "folds of the cross-validation, at least 2", Range.FOLDS),
    ENTROPY_THRESHOLD(
            "entropy-threshold",
            "0",
            "vanilla and co-teaching: entropy counts above it only, 0 to 1; the authors: 0.3"),
    SELF_SUPERVISED_MODEL(
            "self-supervised-model", "none", "model whose predictions the self-supervised selector reads, or none"),
    BALD_MEMBERS("bald-members", "5", "models or dropout passes that bald compares, at least 2", new Range(2, 1000)),
    BALD_DROPOUT(
            "bald-dropout",
            "0",
            "share of the embedding that bald's passes leave out, 0 to 0.95; 0 compares models of several seeds",
            new Range(0, 0.95)),
    NEIGHBOURS("neighbours", "10", "neighbours that the neighbour selector asks, at least 1", Range.NEIGHBOURS),
    EFFECT_MODELS("effects.models", "none", "models that are trained and measured on the labels, or none"),
    EFFECT_SIZES(
            "effects.sizes",
            "50,100,200,400,800",
            "training examples of the models that the labels are to rank",
            Range.EXAMPLES);

    private final String yaml;
    private final String defaultValue;
    private final String summary;
    private final Range range;

    CleaningKey(String yaml, String defaultValue, String summary) {
        this(yaml, defaultValue, summary, Range.FRACTION);
    }

    CleaningKey(String yaml, String defaultValue, String summary, Range range) {
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
        return Arrays.stream(values()).map(CleaningKey::yaml).toList();
    }
}
