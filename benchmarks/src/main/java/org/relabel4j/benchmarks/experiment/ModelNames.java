package org.relabel4j.benchmarks.experiment;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.relabel4j.core.training.Trainer;

/** Names of models in an experiment: a model's name, or several joined by {@code +} for their ensemble. */
public final class ModelNames {
    private ModelNames() {}

    /** The models that a name joins: one, or several in the order given. */
    public static List<String> members(String model) {
        return List.of(model.split("\\+", -1));
    }

    /**
     * The trainers of a model as an experiment names it.
     *
     * @throws IllegalArgumentException if an option of one is wrong
     */
    public static List<Trainer> trainers(String model, ExperimentConfig config, Components components) {
        return trainers(model, config::optionsOf, components);
    }

    /**
     * The trainers of a model.
     *
     * @param optionsOf options of each member, by name
     * @throws IllegalArgumentException if an option of one is wrong
     */
    public static List<Trainer> trainers(
            String model, Function<String, Map<String, String>> optionsOf, Components components) {
        return members(model).stream()
                .flatMap(member -> components.trainers(member, optionsOf.apply(member)).stream())
                .toList();
    }
}
