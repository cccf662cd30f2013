package org.relabel4j.models.registry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;
import org.relabel4j.core.text.Suggestions;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.models.linear.SoftmaxTrainer;
import org.relabel4j.models.neighbour.KnnTrainer;
import org.relabel4j.models.vision.ResNets;
import org.relabel4j.models.vision.head.HeadTrainer;

/**
 * The registry of models. Looking a model up loads no native library; a model that needs one loads it when it is trained.
 */
public final class Models {
    /** The ensembles of the ActiveLab paper, for tables and for images. */
    private static final List<Ensemble> ENSEMBLES = List.of(
            new Ensemble("ensemble", List.of("mlp", "extra-trees", "knn")),
            new Ensemble("resnet-ensemble", List.of("resnet18", "resnet34", "resnet50")));

    private static final List<Entry> TABULAR = List.of(
            MlpModel.ENTRY,
            ExtraTreesModel.ENTRY,
            knn(),
            softmax(),
            new Entry(
                    CoTeachingModels.NAME,
                    "Two networks on Deeplearning4j that tell each other which labels to trust (Han et al. 2018)",
                    CoTeachingModels.OPTIONS,
                    CoTeachingModels::declared,
                    CoTeachingModels::trainer));

    private static final List<Entry> IMAGES = Stream.concat(
                    Stream.of(hog(), OnnxModels.ENTRY),
                    ResNets.models().stream()
                            .map(model -> new Entry(
                                    model,
                                    VisionModels.summary(model),
                                    VisionOptions.of(model),
                                    options -> VisionModels.trainer(model, options))))
            .toList();

    private Models() {}

    /**
     * A model.
     *
     * @param declared the options that may be given beside some values: those listed, or more
     */
    record Entry(
            String name,
            String summary,
            List<Option<?>> options,
            Function<Map<String, String>, List<Option<?>>> declared,
            Function<Options, Trainer> factory) {
        Entry(String name, String summary, List<Option<?>> options, Function<Options, Trainer> factory) {
            this(name, summary, options, values -> options, factory);
        }

        ModelInfo info() {
            return new ModelInfo(name, summary, options);
        }

        Trainer create(Map<String, String> values) {
            return factory.apply(Options.parse("model " + name, declared.apply(values), values));
        }
    }

    private record Ensemble(String name, List<String> members) {
        ModelInfo info() {
            return new ModelInfo(name, "The models " + String.join(", ", members) + " together", options());
        }

        List<Option<?>> options() {
            return members.stream()
                    .flatMap(member -> Options.under(member, find(member).options()).stream())
                    .toList();
        }
    }

    /** Every model, in the order to show them. */
    public static List<ModelInfo> all() {
        List<ModelInfo> all = new ArrayList<>();
        TABULAR.forEach(entry -> all.add(entry.info()));
        all.add(ENSEMBLES.get(0).info());
        IMAGES.forEach(entry -> all.add(entry.info()));
        all.add(ENSEMBLES.get(1).info());
        return Collections.unmodifiableList(all);
    }

    /** The name of every model, in the order to show them. */
    public static List<String> names() {
        return all().stream().map(ModelInfo::name).toList();
    }

    /**
     * The trainer of a single model.
     *
     * @param options values by key; none means the defaults
     * @throws IllegalArgumentException if the model or an option is unknown, a value cannot be read or is out of range, or the
     *     name is that of an ensemble
     */
    public static Trainer trainer(String name, Map<String, String> options) {
        ensemble(name).ifPresent(ensemble -> {
            throw new IllegalArgumentException("model " + name + " is several models, where one is expected: one of "
                    + String.join(", ", ensemble.members()));
        });
        return find(name).create(options);
    }

    /**
     * The trainers of a model: one, or of an ensemble one per member.
     *
     * @param options values by key; none means the defaults. An ensemble's start with the member's name: {@code mlp.epochs}
     * @throws IllegalArgumentException if the model or an option is unknown, or a value cannot be read or is out of range
     */
    public static List<Trainer> trainers(String name, Map<String, String> options) {
        Optional<Ensemble> ensemble = ensemble(name);
        if (ensemble.isEmpty()) {
            return List.of(trainer(name, options));
        }
        // Only to reject unknown options before they are dealt out.
        Options.parse("model " + name, ensemble.get().options(), options);
        return ensemble.get().members().stream()
                .map(member -> trainer(member, Options.ofPart(member, options)))
                .toList();
    }

    /**
     * Checks the options of a model as far as that needs no file: its weights need not be there yet.
     *
     * @throws IllegalArgumentException as {@link #trainers}
     */
    public static void check(String name, Map<String, String> options) {
        List<Option<?>> declared = ensemble(name)
                .<List<Option<?>>>map(Ensemble::options)
                .orElseGet(() -> find(name).declared().apply(options));
        Options.parse("model " + name, declared, options);
        if (options.keySet().stream().noneMatch(Models::isPath)) {
            trainers(name, options);
        }
    }

    /**
     * Checks that a model has an option, beside some values of the others.
     *
     * @throws IllegalArgumentException if not, or the model is unknown
     */
    public static void checkOption(String name, String option) {
        // Options of a network within count with that network only.
        String network = option.substring(0, Math.max(0, option.indexOf('.')));
        List<Option<?>> declared = ensemble(name)
                .map(Ensemble::options)
                .orElseGet(() -> find(name).declared().apply(Map.of(CoTeachingModels.NETWORK.name(), network)));
        Options.checkName("model " + name, declared, option);
    }

    /**
     * Whether an option's value is the path of a file or folder.
     *
     * @param key its name, also behind those of models and dots, such as {@code resnet18.weights}
     */
    public static boolean isPath(String key) {
        String name = key.substring(key.lastIndexOf('.') + 1);
        return all().stream()
                .flatMap(model -> model.options().stream())
                .anyMatch(option -> option.isPath() && option.name().equals(name));
    }

    private static Optional<Ensemble> ensemble(String name) {
        return ENSEMBLES.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    private static Entry find(String name) {
        for (List<Entry> entries : List.of(TABULAR, IMAGES)) {
            for (Entry entry : entries) {
                if (entry.name().equals(name)) {
                    return entry;
                }
            }
        }
        throw new IllegalArgumentException("unknown model \"" + name + "\"; " + Suggestions.hint(name, names()));
    }

    private static Entry knn() {
        Option<Integer> k = Option.integer("k", 1, OptionLimits.EXAMPLES, "neighbours that vote")
                .withDefault(5);
        return new Entry(
                "knn",
                "k nearest neighbours, as scikit-learn's KNeighborsClassifier",
                List.of(k),
                options -> new KnnTrainer(options.get(k)));
    }

    private static Entry softmax() {
        Option<Optional<Double>> l2 = penalty();
        return new Entry(
                "softmax",
                "Softmax regression on standardised features, as scikit-learn's LogisticRegression",
                List.of(l2),
                options -> new SoftmaxTrainer(options.get(l2)));
    }

    private static Entry hog() {
        Option<Optional<Double>> l2 = penalty();
        return new Entry(
                HeadTrainer.HOG,
                "Softmax regression on histograms of oriented gradients and colours of images (Dalal and Triggs 2005)",
                List.of(l2),
                options -> HeadTrainer.onGradients(new SoftmaxTrainer(options.get(l2))));
    }

    private static Option<Optional<Double>> penalty() {
        return Option.real(
                        "l2",
                        OptionLimits.SMALLEST,
                        OptionLimits.LARGEST,
                        "penalty on the weights; 1 is scikit-learn's")
                .orWord(OptionLimits.AUTO)
                .withDefault(Optional.empty());
    }
}
