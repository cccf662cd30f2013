package org.relabel4j.benchmarks.cleaning;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.relabel4j.benchmarks.experiment.Components;
import org.relabel4j.benchmarks.experiment.ModelNames;
import org.relabel4j.core.acquisition.Needs;
import org.relabel4j.core.cleaning.InSampleModel;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.core.training.PoolModel;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.core.validation.CrossValidation;

/** The models that selectors read, made of the experiment's options. */
final class SelectorModels {
    /** Name of the model that the selector co-teaching reads. */
    static final String CO_TEACHING = "co-teaching";

    /** The option of co-teaching that names a network; the network's own options count for it, too. */
    static final String NETWORK = "network";

    /** The option of a selector that says with how many seeds to train its model. */
    static final Option<Integer> MEMBERS =
            Option.integer("members", 1, 1000, "seeds to train the model with").withDefault(1);

    /** The option of a selector that trains its model with dropout, which is also the model's own. */
    static final Option<Double> DROPOUT = Option.real(
                    "dropout", 0, 0.95, "share of the embedding that the model leaves out; 0 for the model's own")
            .withDefault(0.0);

    private static final List<Option<?>> OPTIONS = List.of(MEMBERS, DROPOUT);

    private static final String FORGET_RATE = "forget-rate";

    /** Options of a network that co-teaching does not take from it: it has heads of its own and no examples to judge by. */
    private static final Set<String> NOT_SHARED = Set.of("head", "l2", "dropout", "holdout", "patience", "mixup");

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
     * @param selector its name, for messages
     * @param own name of its own model; empty for the shared one
     * @param options of the selector, from which those that are about the model are taken out
     * @param noiseRate what co-teaching forgets unless an option says it
     * @throws IllegalArgumentException if an option is wrong
     */
    List<Trainer> trainers(String selector, Optional<String> own, Map<String, String> options, double noiseRate) {
        Map<String, String> given = new TreeMap<>();
        OPTIONS.forEach(option ->
                Optional.ofNullable(options.remove(option.name())).ifPresent(value -> given.put(option.name(), value)));
        Options checked = Options.parse("selector " + selector, OPTIONS, given);
        double dropout = checked.get(DROPOUT);
        String model = own.orElse(config.ranking().model());
        List<Trainer> trainers = trainers(model, dropout > 0, member -> {
            Map<String, String> all = new TreeMap<>(config.optionsOf(member));
            if (own.isPresent() && member.equals(CO_TEACHING)) {
                completeCoTeaching(all, noiseRate);
            }
            if (dropout > 0) {
                all.put(DROPOUT.name(), String.valueOf(dropout));
            }
            return all;
        });
        return trainers.stream()
                .flatMap(trainer -> Collections.nCopies(checked.get(MEMBERS), trainer).stream())
                .toList();
    }

    private List<Trainer> trainers(String model, boolean dropout, Function<String, Map<String, String>> optionsOf) {
        try {
            return ModelNames.trainers(model, optionsOf, components);
        } catch (IllegalArgumentException e) {
            if (!dropout) {
                throw e;
            }
            ModelNames.trainers(model, config::optionsOf, components);
            // Without dropout the model can be made, so it is the option that it does not have.
            throw new IllegalArgumentException(
                    "model " + model + " cannot be trained with dropout; use a single residual network, or leave it 0",
                    e);
        }
    }

    /** What trains and predicts for a selector. */
    PoolModel predicting(Selectors.Parts parts, Examples pool) {
        Needs needs = parts.needs();
        return switch (config.ranking().posteriors()) {
            case IN_SAMPLE -> new InSampleModel(parts.trainers(), pool, needs.embeddings(), needs.dropoutPasses());
            case OUT_OF_SAMPLE ->
                new CrossValidation(new CrossValidation.Scheme(
                        parts.trainers(),
                        pool,
                        FeatureMatrix.ofRowMajor(0, 1, new float[0]),
                        config.ranking().folds(),
                        needs.foldPredictions() && parts.trainers().size() == 1,
                        needs.embeddings(),
                        needs.dropoutPasses()));
        };
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
