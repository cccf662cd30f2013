package org.relabel4j.models.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;
import org.relabel4j.core.plugin.Plugins;
import org.relabel4j.core.plugin.Registry;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.models.linear.SoftmaxTrainer;
import org.relabel4j.models.neighbour.KnnTrainer;
import org.relabel4j.models.vision.ResNets;
import org.relabel4j.models.vision.head.HeadTrainer;

/**
 * The registry of models. Looking a model up loads no native library; a model that needs one loads it when it is trained.
 */
public final class Models {
    /** The ensembles of the ActiveLab paper, for tables and for images, with their members. */
    private static final Map<String, List<String>> ENSEMBLES = Map.of(
            "ensemble", List.of("mlp", "extra-trees", "knn"),
            "resnet-ensemble", List.of("resnet18", "resnet34", "resnet50"));

    /** Stands for the best of a few, where projects name a model. */
    public static final String AUTO = "auto";

    private static final Registry<ModelEntry> REGISTRY = new Registry<>(
            new Registry.Naming<>(
                    "model",
                    ModelEntry::name,
                    model -> model.options().stream().map(Option::name).toList(),
                    Set.of(AUTO)),
            own(),
            () -> Plugins.parts(ModelProvider.class, ModelProvider::models, ModelEntry::checked));

    private Models() {}

    private static List<ModelEntry> own() {
        List<ModelEntry> tabular = List.of(
                MlpModel.ENTRY,
                ExtraTreesModel.ENTRY,
                knn(),
                softmax(),
                new ModelEntry(
                        CoTeachingModels.NAME,
                        "Two networks on Deeplearning4j that tell each other which labels to trust (Han et al. 2018)",
                        CoTeachingModels.OPTIONS,
                        CoTeachingModels::declared,
                        CoTeachingModels::trainer));
        List<ModelEntry> images = Stream.concat(
                        Stream.of(hog(), OnnxModels.ENTRY),
                        ResNets.models().stream()
                                .map(model -> new ModelEntry(
                                        model,
                                        VisionModels.summary(model),
                                        VisionOptions.of(model),
                                        options -> VisionModels.trainer(model, options))))
                .toList();
        List<ModelEntry> own = new ArrayList<>(tabular);
        own.add(ensemble("ensemble", tabular));
        own.addAll(images);
        own.add(ensemble("resnet-ensemble", images));
        return own;
    }

    private static ModelEntry ensemble(String name, List<ModelEntry> entries) {
        List<String> members = ENSEMBLES.get(name);
        List<Option<?>> options = members.stream()
                .flatMap(member -> entries.stream().filter(entry -> entry.name().equals(member)))
                .flatMap(entry -> Options.under(entry.name(), entry.options()).stream())
                .toList();
        return new ModelEntry(name, "The models " + String.join(", ", members) + " together", options, given -> {
            throw new IllegalArgumentException("model " + name + " is several models, where one is expected: one of "
                    + String.join(", ", members));
        });
    }

    /** Them, and those of plug-ins. */
    public static Registry<ModelEntry> registry() {
        return REGISTRY;
    }

    /** Every model, in the order to show them. */
    public static List<ModelInfo> all() {
        return REGISTRY.all().stream().map(ModelEntry::info).toList();
    }

    /** The name of every model, in the order to show them. */
    public static List<String> names() {
        return REGISTRY.names();
    }

    /**
     * The trainer of a single model.
     *
     * @param options values by key; none means the defaults
     * @throws IllegalArgumentException if the model or an option is unknown, a value cannot be read or is out of range, or the
     *     name is that of an ensemble
     */
    public static Trainer trainer(String name, Map<String, String> options) {
        return REGISTRY.byName(name).create(options);
    }

    /**
     * The trainers of a model: one, or of an ensemble one per member.
     *
     * @param options values by key; none means the defaults. An ensemble's start with the member's name: {@code mlp.epochs}
     * @throws IllegalArgumentException if the model or an option is unknown, or a value cannot be read or is out of range
     */
    public static List<Trainer> trainers(String name, Map<String, String> options) {
        if (!ENSEMBLES.containsKey(name)) {
            return List.of(trainer(name, options));
        }
        // Only to reject unknown options before they are dealt out.
        Options.parse("model " + name, REGISTRY.byName(name).options(), options);
        return ENSEMBLES.get(name).stream()
                .map(member -> trainer(member, Options.ofPart(member, options)))
                .toList();
    }

    /**
     * Checks the options of a model as far as that needs no file: its weights need not be there yet.
     *
     * @throws IllegalArgumentException as {@link #trainers}
     */
    public static void check(String name, Map<String, String> options) {
        Options.parse("model " + name, REGISTRY.byName(name).declared().apply(options), options);
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
        Options.checkName(
                "model " + name,
                REGISTRY.byName(name).declared().apply(Map.of(CoTeachingModels.NETWORK.name(), network)),
                option);
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

    private static ModelEntry knn() {
        Option<Integer> k = Option.integer("k", 1, OptionLimits.EXAMPLES, "neighbours that vote")
                .withDefault(5);
        return new ModelEntry(
                "knn",
                "k nearest neighbours, as scikit-learn's KNeighborsClassifier",
                List.of(k),
                options -> new KnnTrainer(options.get(k)));
    }

    private static ModelEntry softmax() {
        Option<Optional<Double>> l2 = penalty();
        return new ModelEntry(
                "softmax",
                "Softmax regression on standardised features, as scikit-learn's LogisticRegression",
                List.of(l2),
                options -> new SoftmaxTrainer(options.get(l2)));
    }

    private static ModelEntry hog() {
        Option<Optional<Double>> l2 = penalty();
        return new ModelEntry(
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
