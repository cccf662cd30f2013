package org.relabel4j.models;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.models.mlp.MlpConfig;
import org.relabel4j.models.mlp.MlpTrainer;

/**
 * The registry of models. Looking a model up loads no native library; a model that needs one loads it when it is trained.
 */
public final class Models {
    private static final List<Entry> ENTRIES = List.of(new Entry(
            "mlp", "Neural network with one hidden layer, as scikit-learn's MLPClassifier", mlpOptions(), Models::mlp));

    private Models() {}

    private record Entry(
            String name, String summary, Map<String, String> options, Function<ModelOptions, Trainer> factory) {
        ModelInfo info() {
            return new ModelInfo(name, summary, options);
        }

        Trainer create(Map<String, String> values) {
            return factory.apply(new ModelOptions(name, values, options.keySet()));
        }
    }

    /** Every model, in the order to show them. */
    public static List<ModelInfo> all() {
        return ENTRIES.stream().map(Entry::info).toList();
    }

    /**
     * A trainer of a model that is one.
     *
     * @param options values by key; none means the defaults
     * @throws IllegalArgumentException if the model or an option is unknown, a value cannot be read or is out of range, or the
     *     name is that of an ensemble
     */
    public static Trainer trainer(String name, Map<String, String> options) {
        return find(name).create(options);
    }

    /**
     * The trainers of a model: one, or for an ensemble one a member.
     *
     * @param options values by key; none means the defaults
     * @throws IllegalArgumentException if the model or an option is unknown, or a value cannot be read or is out of range
     */
    public static List<Trainer> trainers(String name, Map<String, String> options) {
        return List.of(trainer(name, options));
    }

    private static Entry find(String name) {
        return ENTRIES.stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(UnknownName.message(
                        "model", name, ENTRIES.stream().map(Entry::name).toList())));
    }

    private static Map<String, String> mlpOptions() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("hidden", "units of the hidden layer (100)");
        options.put("epochs", "passes over the training set at most (500)");
        options.put("lr", "Adam's step size (0.001)");
        options.put("batch", "examples a batch (200)");
        options.put("l2", "penalty on the weights (0.0001)");
        options.put("tolerance", "loss by which an epoch must improve on the best (0.0001)");
        options.put("patience", "epochs without improvement to bear (10)");
        options.put("engine", "java, nd4j or dl4j (java)");
        return options;
    }

    private static Trainer mlp(ModelOptions options) {
        MlpConfig defaults = MlpConfig.defaults();
        return new MlpTrainer(new MlpConfig(
                options.integer("hidden", defaults.hidden()),
                options.number("lr", defaults.learningRate()),
                options.integer("batch", defaults.batchSize()),
                options.number("l2", defaults.l2()),
                options.integer("epochs", defaults.maxEpochs()),
                options.number("tolerance", defaults.tolerance()),
                options.integer("patience", defaults.patience()),
                options.choice("engine", defaults.engine())));
    }
}
