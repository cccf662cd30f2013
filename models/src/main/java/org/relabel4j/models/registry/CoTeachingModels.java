package org.relabel4j.models.registry;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.models.coteaching.CoTeachingConfig;
import org.relabel4j.models.coteaching.CoTeachingTrainer;
import org.relabel4j.models.coteaching.TableNetwork;
import org.relabel4j.models.vision.ResNets;

/** The options of co-teaching in the registry: networks for tables, or a residual network with options of its own. */
final class CoTeachingModels {
    static final String NAME = "co-teaching";

    private static final String NETWORK = "network";
    private static final String NONE = "none";

    /** Share of the epochs in which whole networks learn from all: Bernhardt et al. 2022. */
    private static final double WARM_UP = 25.0 / 160;

    private CoTeachingModels() {}

    static Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>(Models.options(
                "hidden", "units of the hidden layer (100)",
                "epochs", "passes over the training set (100)",
                "lr", "Adam's step size (0.01)",
                "batch", "examples a batch at most (200)",
                "forget-rate", "fraction of each batch not to learn from: that of wrong labels (0.2)",
                "warm-up", "epochs in which all is learnt from (15; of whole networks 5 in 32)",
                "gradual", "epochs after those until the forget rate is reached (1)"));
        options.put(
                NETWORK,
                "for images: a residual network, such as resnet20, with options of its own, such as resnet20.mode=head for two "
                        + "heads on its features (none)");
        return options;
    }

    /** The keys of {@link #options} and those of the network that is named. */
    static Collection<String> known(Map<String, String> values) {
        Set<String> known = new LinkedHashSet<>(options().keySet());
        String network = values.getOrDefault(NETWORK, NONE).strip();
        if (ResNets.names().contains(network)) {
            VisionModels.options().keySet().forEach(key -> known.add(network + "." + key));
        }
        return known;
    }

    static Trainer trainer(ModelOptions options) {
        CoTeaching coTeaching = new CoTeaching(options);
        String network = options.text(NETWORK, NONE);
        return network.equals(NONE)
                ? coTeaching.heads()
                : VisionModels.coTeaching(
                        ResNets.byName(network),
                        options.member(network, VisionModels.options().keySet()),
                        coTeaching);
    }

    /** The options for each kind of network. */
    private record CoTeaching(ModelOptions options) implements VisionModels.CoTeaching {
        @Override
        public Trainer heads() {
            CoTeachingConfig defaults = CoTeachingConfig.defaults();
            CoTeachingConfig config = config(
                    options.integer("epochs", defaults.epochs(), ModelOptions.MOST_STEPS),
                    options.integer("batch", defaults.batchSize(), ModelOptions.MOST_EXAMPLES),
                    defaults.warmUpEpochs());
            return new CoTeachingTrainer(
                    config,
                    new TableNetwork(
                            options.integer("hidden", 100, ModelOptions.MOST_PARTS), options.number("lr", 0.01)));
        }

        @Override
        public CoTeachingConfig forgetting(int epochs, int batchSize) {
            String network = options.text(NETWORK, NONE);
            options.refuse(
                    List.of("hidden", "epochs", "lr", "batch"),
                    "with whole networks; set theirs, such as " + network + ".epochs");
            return config(epochs, batchSize, (int) Math.round(epochs * WARM_UP));
        }

        private CoTeachingConfig config(int epochs, int batchSize, int warmUp) {
            CoTeachingConfig defaults = CoTeachingConfig.defaults();
            return new CoTeachingConfig(
                    epochs,
                    batchSize,
                    options.number("forget-rate", defaults.forgetRate()),
                    options.integer("warm-up", warmUp, ModelOptions.MOST_STEPS),
                    options.integer("gradual", defaults.gradualEpochs(), ModelOptions.MOST_STEPS));
        }
    }
}
