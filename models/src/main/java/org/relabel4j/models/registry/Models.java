package org.relabel4j.models.registry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.relabel4j.core.text.Suggestions;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.models.forest.ExtraTreesConfig;
import org.relabel4j.models.forest.ExtraTreesTrainer;
import org.relabel4j.models.mlp.MlpConfig;
import org.relabel4j.models.mlp.MlpTrainer;
import org.relabel4j.models.neighbour.KnnTrainer;
import org.relabel4j.models.vision.ResNets;

/**
 * The registry of models. Looking a model up loads no native library; a model that needs one loads it when it is trained.
 */
public final class Models {
    /** The ensembles of the ActiveLab paper, for tables and for images. */
    private static final List<Ensemble> ENSEMBLES = List.of(
            new Ensemble("ensemble", List.of("mlp", "extra-trees", "knn")),
            new Ensemble("resnet-ensemble", List.of("resnet18", "resnet34", "resnet50")));

    private static final List<Entry> TABULAR = List.of(
            new Entry(
                    "mlp",
                    "Neural network with one hidden layer, as scikit-learn's MLPClassifier",
                    options(
                            "hidden", "units of the hidden layer (100)",
                            "epochs", "passes over the training set at most (500)",
                            "lr", "Adam's step size (0.001)",
                            "batch", "examples a batch (200)",
                            "batch-split", "even, or short-last as in scikit-learn (even)",
                            "l2", "penalty on the weights (0.0001)",
                            "tolerance", "loss by which an epoch must improve on the best, nats (0.0001)",
                            "patience", "epochs without improvement to bear (10)",
                            "engine", "java, nd4j or dl4j (java)"),
                    Models::mlp),
            new Entry(
                    "extra-trees",
                    "Extremely randomised trees, as scikit-learn's ExtraTreesClassifier",
                    options(
                            "trees", "number of trees (100)",
                            "max-features", "features to try at a split; 0 means the square root (0)",
                            "min-samples-split", "examples that a node needs to be split (2)"),
                    Models::extraTrees),
            new Entry(
                    "knn",
                    "k nearest neighbours, as scikit-learn's KNeighborsClassifier",
                    options("k", "neighbours that vote (5)"),
                    options -> new KnnTrainer(options.integer("k", 5, ModelOptions.MOST_EXAMPLES))),
            new Entry(
                    CoTeachingModels.NAME,
                    "Two networks on Deeplearning4j that tell each other which labels to trust (Han et al. 2018)",
                    CoTeachingModels.options(),
                    CoTeachingModels::known,
                    CoTeachingModels::trainer));

    private static final List<Entry> IMAGES = ResNets.all().stream()
            .map(network -> new Entry(
                    network.name(),
                    VisionModels.summary(network),
                    VisionModels.options(),
                    options -> VisionModels.trainer(network, options)))
            .toList();

    private Models() {}

    /**
     * A model.
     *
     * @param known the keys that may be given beside some values: those of the options, or more
     */
    private record Entry(
            String name,
            String summary,
            Map<String, String> options,
            Function<Map<String, String>, Collection<String>> known,
            Function<ModelOptions, Trainer> factory) {
        Entry(String name, String summary, Map<String, String> options, Function<ModelOptions, Trainer> factory) {
            this(name, summary, options, values -> options.keySet(), factory);
        }

        ModelInfo info() {
            return new ModelInfo(name, summary, options);
        }

        Trainer create(Map<String, String> values) {
            return factory.apply(new ModelOptions(name, values, known.apply(values)));
        }
    }

    private record Ensemble(String name, List<String> members) {
        ModelInfo info() {
            return new ModelInfo(name, "The models " + String.join(", ", members) + " together", options());
        }

        Map<String, String> options() {
            Map<String, String> all = new LinkedHashMap<>();
            for (String member : members) {
                find(member).options().forEach((key, meaning) -> all.put(member + "." + key, meaning));
            }
            return all;
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
     * The trainers of a model: one, or of an ensemble one a member.
     *
     * @param options values by key; none means the defaults. An ensemble's start with the member's name: {@code mlp.epochs}
     * @throws IllegalArgumentException if the model or an option is unknown, or a value cannot be read or is out of range
     */
    public static List<Trainer> trainers(String name, Map<String, String> options) {
        Optional<Ensemble> ensemble = ensemble(name);
        if (ensemble.isEmpty()) {
            return List.of(trainer(name, options));
        }
        // Only to reject unknown keys before they are dealt out.
        new ModelOptions(name, options, ensemble.get().options().keySet());
        List<Trainer> trainers = new ArrayList<>();
        for (String member : ensemble.get().members()) {
            trainers.add(trainer(member, ModelOptions.ofMember(member, options)));
        }
        return Collections.unmodifiableList(trainers);
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

    /** Pairs of key and meaning, in order. */
    static Map<String, String> options(String... pairs) {
        Map<String, String> options = new LinkedHashMap<>();
        for (int n = 0; n < pairs.length; n += 2) {
            options.put(pairs[n], pairs[n + 1]);
        }
        return options;
    }

    private static Trainer mlp(ModelOptions options) {
        MlpConfig defaults = MlpConfig.defaults();
        return new MlpTrainer(new MlpConfig(
                options.integer("hidden", defaults.hidden(), ModelOptions.MOST_PARTS),
                options.number("lr", defaults.learningRate()),
                options.integer("batch", defaults.batchSize(), ModelOptions.MOST_EXAMPLES),
                options.choice("batch-split", defaults.batchSplit()),
                options.number("l2", defaults.l2()),
                options.integer("epochs", defaults.maxEpochs(), ModelOptions.MOST_STEPS),
                options.number("tolerance", defaults.tolerance()),
                options.integer("patience", defaults.patience(), ModelOptions.MOST_STEPS),
                options.choice("engine", defaults.engine())));
    }

    private static Trainer extraTrees(ModelOptions options) {
        ExtraTreesConfig defaults = ExtraTreesConfig.defaults();
        return new ExtraTreesTrainer(new ExtraTreesConfig(
                options.integer("trees", defaults.trees(), ModelOptions.MOST_PARTS),
                options.integer("max-features", defaults.maxFeatures(), ModelOptions.MOST_EXAMPLES),
                options.integer("min-samples-split", defaults.minSamplesSplit(), ModelOptions.MOST_EXAMPLES)));
    }
}
