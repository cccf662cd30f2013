package org.relabel4j.models;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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

    private CoTeachingModels() {}

    static Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>(Models.options(
                "hidden", "units of the hidden layer (100)",
                "epochs", "passes over the training set (100)",
                "lr", "Adam's step size (0.01)",
                "batch", "examples a batch at most (200)",
                "forget-rate", "fraction of each batch not to learn from: that of wrong labels (0.2)",
                "warm-up", "epochs in which all is learnt from (15)",
                "gradual", "epochs after those until the forget rate is reached (1)"));
        options.put(
                NETWORK,
                "for images: a residual network, frozen, on whose features the two learn; its options are "
                        + "<network>.mode=head, <network>.weights, ... (none)");
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
        CoTeachingConfig defaults = CoTeachingConfig.defaults();
        CoTeachingConfig config = new CoTeachingConfig(
                options.integer("epochs", defaults.epochs()),
                options.integer("batch", defaults.batchSize()),
                options.number("forget-rate", defaults.forgetRate()),
                options.integer("warm-up", defaults.warmUpEpochs()),
                options.integer("gradual", defaults.gradualEpochs()));
        Trainer onTables = new CoTeachingTrainer(
                config, new TableNetwork(options.integer("hidden", 100), options.number("lr", 0.01)));
        String network = options.text(NETWORK, NONE);
        if (network.equals(NONE)) {
            return onTables;
        }
        return VisionModels.coTeaching(
                ResNets.byName(network),
                options.member(network, VisionModels.options().keySet()),
                onTables);
    }
}
