package org.relabel4j.labeling.project;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.relabel4j.core.assignment.PairRule;
import org.relabel4j.core.loop.Spending;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;
import org.relabel4j.labeling.data.DataKind;
import org.relabel4j.labeling.model.ModelChooser;

/**
 * The keys of {@code project.yaml}, which are also those of {@code key=value} on the command line, in the order of the file. Besides
 * these, {@code <name>.<option>} sets an option of the strategy, consensus method or model of that name.
 */
public final class ProjectKeys {
    /** The version of the file that this program writes. */
    static final int VERSION_NOW = 1;

    private static final int MOST_EXAMPLES = 100_000_000;
    private static final int LARGEST_IMAGE = 1024;
    private static final int HOUR = 3600;
    private static final double SMALLEST_RATE = 1e-9;
    private static final double HIGHEST_RATE = 1e9;
    private static final List<Option<?>> KEYS = new ArrayList<>();

    public static final Option<Integer> VERSION =
            key(Option.integer("version", 1, Integer.MAX_VALUE, "version of the file"));
    public static final Option<DataKind> DATA_KIND =
            key(Option.choice("data.kind", DataKind.class, "what the examples are"));
    public static final Option<String> DATA_PATH = key(
            Option.path("data.path", "folder of the images, or file; if it is not absolute, as seen from the project"));
    public static final Option<Optional<String>> DATA_ID = key(Option.path(
                    "data.id",
                    "column of a table with the ids, or file with the ids of embeddings, one a line or FILE.csv:COLUMN;"
                            + " if it is not absolute, as seen from the project")
            .optional());
    public static final Option<Optional<List<String>>> DATA_IGNORE =
            key(Option.text("data.ignore", "columns of a table that are no features")
                    .list()
                    .optional()
                    .onlyWith(DATA_KIND, DataKind.TABLE));
    public static final Option<Optional<List<String>>> DATA_CATEGORICAL = key(
            Option.text("data.categorical", "columns of a table that are categories though their values are numbers")
                    .list()
                    .optional()
                    .onlyWith(DATA_KIND, DataKind.TABLE));
    public static final Option<Integer> IMAGE_SIZE =
            key(Option.integer("data.image-size", 8, LARGEST_IMAGE, "pixels of a side that images are brought to")
                    .withDefault("64, or what a network that is given takes", options -> 64)
                    .onlyWith(DATA_KIND, DataKind.IMAGES));
    public static final Option<List<String>> CLASSES =
            key(Option.text("classes", "the classes, with commas between").list());
    public static final Option<Optional<Boolean>> MULTI_LABEL =
            key(Option.flag("multi-label", "whether an example may have several classes, or none")
                    .optional());
    public static final Option<String> MODEL = key(
            Option.text("model", "model to train; " + ModelChooser.AUTO + ": the best of a few cheap ones, each round")
                    .withDefault(ModelChooser.AUTO));
    public static final Option<Integer> MODEL_SECONDS =
            key(Option.integer("model-seconds", 1, 24 * HOUR, "about how long the search for the best model may take")
                    .withDefault(60));
    public static final Option<String> STRATEGY =
            key(Option.text("strategy", "acquisition strategy").withDefault("activelab"));
    public static final Option<String> CONSENSUS =
            key(Option.text("consensus", "consensus method; by-strategy: the one that goes with the strategy")
                    .withDefault(ProjectSettings.BY_STRATEGY));
    public static final Option<Integer> FOLDS = key(
            Option.integer("folds", 2, 1000, "folds of the cross-validation").withDefault(5));
    public static final Option<Integer> BATCH =
            key(Option.integer("batch", 1, MOST_EXAMPLES, "examples to ask about a round")
                    .withDefault(50));
    public static final Option<Optional<List<String>>> ANNOTATORS =
            key(Option.text("annotators", "people who can be asked, besides those who have answered already")
                    .list()
                    .optional());
    public static final Option<Optional<PairRule>> JOINT_RULE = key(
            Option.choice("joint.rule", PairRule.class, "how to choose examples and people together", PairRule.NOTES)
                    .optional());
    public static final Option<Optional<List<String>>> JOINT_CAPACITIES = key(Option.text(
                    "joint.capacities",
                    "how many labels people can give in a round, as name=number with commas between; 0 for who is"
                            + " away, no limit for all others")
            .list()
            .optional()
            .onlyWith(
                    JOINT_RULE,
                    Arrays.stream(PairRule.values()).map(Optional::of).toList()));
    public static final Option<Long> SEED =
            key(Option.wholeNumber("seed", "seed of everything random").withDefault(1L));
    public static final Option<Optional<List<String>>> RATES = key(Option.text(
                    "costs.rates", "factors of people's costs, as name=factor with commas between; 1 for all others")
            .list()
            .optional());

    static {
        Spending.KEYS.stream()
                .filter(option -> option != Spending.COSTS_ANNOTATOR_RATES)
                .forEach(ProjectKeys::key);
    }

    /** All. */
    public static final List<Option<?>> ALL = Collections.unmodifiableList(KEYS);

    private ProjectKeys() {}

    private static <T> Option<T> key(Option<T> option) {
        KEYS.add(option);
        return option;
    }

    /**
     * The factors by name.
     *
     * @throws IllegalArgumentException if one is none; the message is what follows the key
     */
    static Map<String, Double> rates(Options values) {
        return byName(values.get(RATES), ProjectKeys::rate);
    }

    /** The capacities by name; throws as {@link #rates}. */
    static Map<String, Integer> capacities(Options values) {
        return byName(values.get(JOINT_CAPACITIES), ProjectKeys::capacity);
    }

    private static <T> Map<String, T> byName(Optional<List<String>> texts, Function<String, T> value) {
        Map<String, T> byName = new LinkedHashMap<>();
        for (String text : texts.orElse(List.of())) {
            String name = text.substring(0, Math.max(0, text.lastIndexOf('=')));
            if (byName.put(name, value.apply(text)) != null) {
                throw new IllegalArgumentException("has " + name + " twice, expected each once");
            }
        }
        return byName;
    }

    /** The number of {@code name=number}. */
    private static int capacity(String text) {
        try {
            int capacity = Integer.parseInt(text.substring(text.lastIndexOf('=') + 1));
            if (text.lastIndexOf('=') > 0 && capacity >= 0) {
                return capacity;
            }
        } catch (NumberFormatException e) {
            // Reported below.
        }
        throw new IllegalArgumentException(
                "has \"" + text + "\", expected name=number with a whole number from 0, such as ann=20");
    }

    /** The factor of {@code name=factor}. */
    private static double rate(String text) {
        try {
            double rate = Double.parseDouble(text.substring(text.lastIndexOf('=') + 1));
            if (text.lastIndexOf('=') > 0 && rate >= SMALLEST_RATE && rate <= HIGHEST_RATE) {
                return rate;
            }
        } catch (NumberFormatException e) {
            // Reported below.
        }
        throw new IllegalArgumentException(
                "has \"" + text + "\", expected name=factor with a positive number, such as ann=1.5");
    }
}
