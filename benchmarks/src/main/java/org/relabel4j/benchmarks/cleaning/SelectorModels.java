package org.relabel4j.benchmarks.cleaning;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.relabel4j.benchmarks.experiment.Components;
import org.relabel4j.benchmarks.experiment.ModelNames;
import org.relabel4j.core.text.OptionSpec;
import org.relabel4j.core.text.Options;
import org.relabel4j.core.training.Trainer;

/** The models that selectors read, made of the experiment's options. */
final class SelectorModels {
    /** Name of the model that the selector co-teaching reads. */
    static final String CO_TEACHING = "co-teaching";

    /** The option of co-teaching that names a network; the network's own options count for it, too. */
    static final String NETWORK = "network";

    /** The option of a selector that says with how many seeds to train its model. */
    static final String MEMBERS = "members";

    /** The option of a selector that trains its model with dropout, which is also the model's own. */
    static final String DROPOUT = "dropout";

    private static final String FORGET_RATE = "forget-rate";
    private static final int MOST_MEMBERS = 1000;
    private static final double MOST_DROPOUT = 0.95;

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
        return ModelNames.trainers(config.ranking().model(), config::optionsOf, components);
    }

    /**
     * The model of a selector, for each seed that it is trained with.
     *
     * @param own name of its own model; empty for the shared one
     * @param options of the selector, from which those that are about the model are taken out
     * @param noiseRate what co-teaching forgets unless an option says it
     * @throws IllegalArgumentException if an option is wrong
     */
    List<Trainer> trainers(Optional<String> own, Map<String, String> options, double noiseRate) {
        Map<String, String> given = new TreeMap<>();
        List<OptionSpec> specs = List.of(
                new OptionSpec(MEMBERS, "1", "seeds to train the model with"),
                new OptionSpec(
                        DROPOUT, "0", "share of the embedding that the model leaves out; 0 for the model's own"));
        specs.forEach(spec ->
                Optional.ofNullable(options.remove(spec.name())).ifPresent(value -> given.put(spec.name(), value)));
        Options checked = Options.parse("selector", specs, given);
        int members = checked.integer(MEMBERS, 1, MOST_MEMBERS);
        double dropout = checked.real(DROPOUT, 0, MOST_DROPOUT);
        List<Trainer> trainers = ModelNames.trainers(
                own.orElse(config.ranking().model()),
                member -> {
                    Map<String, String> all = new TreeMap<>(config.optionsOf(member));
                    if (own.isPresent() && member.equals(CO_TEACHING)) {
                        completeCoTeaching(all, noiseRate);
                    }
                    if (dropout > 0) {
                        all.put(DROPOUT, String.valueOf(dropout));
                    }
                    return all;
                },
                components);
        return trainers.stream()
                .flatMap(trainer -> Collections.nCopies(members, trainer).stream())
                .toList();
    }

    private void completeCoTeaching(Map<String, String> options, double noiseRate) {
        String network = options.getOrDefault(NETWORK, CleaningConfig.NONE);
        config.optionsOf(network).forEach((option, value) -> {
            if (!NOT_SHARED.contains(option)) {
                options.putIfAbsent(network + "." + option, value);
            }
        });
        options.putIfAbsent(FORGET_RATE, String.valueOf(noiseRate));
    }
}
