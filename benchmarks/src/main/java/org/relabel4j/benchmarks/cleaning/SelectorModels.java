package org.relabel4j.benchmarks.cleaning;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.relabel4j.benchmarks.experiment.Components;
import org.relabel4j.benchmarks.experiment.ModelNames;
import org.relabel4j.core.training.Trainer;

/** The models that selectors read, made of the experiment's options. */
final class SelectorModels {
    /** Name of the model that the selector co-teaching reads. */
    static final String CO_TEACHING = "co-teaching";

    /** The option of co-teaching that names a network; the network's own options count for it, too. */
    static final String NETWORK = "network";

    private static final String FORGET_RATE = "forget-rate";
    private static final String DROPOUT = "dropout";

    /** Options of a network that co-teaching does not take from it: it has heads of its own and no examples to judge by. */
    private static final Set<String> NOT_SHARED = Set.of("head", "l2", DROPOUT, "holdout", "patience", "mixup");

    private final CleaningConfig config;
    private final Components components;

    SelectorModels(CleaningConfig config, Components components) {
        this.config = config;
        this.components = components;
    }

    /** The model of all selectors that have none of their own. */
    List<Trainer> shared() {
        return trainers(config.ranking().model(), config::optionsOf);
    }

    /** The model of the self-supervised selector. */
    List<Trainer> selfSupervised() {
        return trainers(config.ranking().selfSupervised().orElseThrow(), config::optionsOf);
    }

    /** The shared model, trained with the dropout that bald wants. */
    List<Trainer> withDropout() {
        return trainers(config.ranking().model(), member -> {
            Map<String, String> options = new TreeMap<>(config.optionsOf(member));
            options.put(DROPOUT, String.valueOf(config.ranking().committee().dropout()));
            return options;
        });
    }

    /**
     * Co-teaching's networks.
     *
     * @param noiseRate what to forget unless an option says it
     */
    List<Trainer> coTeaching(double noiseRate) {
        Map<String, String> options = new TreeMap<>(config.optionsOf(CO_TEACHING));
        String network = options.getOrDefault(NETWORK, CleaningConfig.NONE);
        config.optionsOf(network).forEach((option, value) -> {
            if (!NOT_SHARED.contains(option)) {
                options.putIfAbsent(network + "." + option, value);
            }
        });
        options.putIfAbsent(FORGET_RATE, String.valueOf(noiseRate));
        return components.trainers(CO_TEACHING, options);
    }

    /** The models of all of some selectors. */
    List<Trainer> all(List<String> selectors) {
        List<Trainer> all = new ArrayList<>(shared());
        if (selectors.contains(Selectors.CO_TEACHING)) {
            all.addAll(coTeaching(0));
        }
        if (selectors.contains(Selectors.SELF_SUPERVISED)) {
            all.addAll(selfSupervised());
        }
        return all;
    }

    private List<Trainer> trainers(String model, Function<String, Map<String, String>> optionsOf) {
        return ModelNames.trainers(model, optionsOf, components);
    }
}
