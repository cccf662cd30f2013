package org.relabel4j.benchmarks.experiment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.relabel4j.core.acquisition.Needs;
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
        return members(model).stream()
                .flatMap(member -> config.trainers(member, components).stream())
                .toList();
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

    /**
     * What to call each of a model's trainers: as the experiment names the member that it is, or, where members are several trainers,
     * by its own name.
     *
     * @param trainers the model's, in order, each as often as it is trained
     */
    public static List<String> names(String model, List<Trainer> trainers) {
        List<String> members = members(model);
        int[] numbers = new int[trainers.size()];
        for (int n = 1; n < numbers.length; n++) {
            numbers[n] = numbers[n - 1] + (trainers.get(n) == trainers.get(n - 1) ? 0 : 1);
        }
        boolean oneEach = numbers[numbers.length - 1] + 1 == members.size();
        return IntStream.range(0, numbers.length)
                .mapToObj(
                        n -> oneEach ? members.get(numbers[n]) : trainers.get(n).name())
                .toList();
    }

    /**
     * What a strategy needs and a model lacks, and what to do about it but leaving the strategy out; empty if nothing.
     *
     * @param model its name, for the message
     * @param trainers its trainers
     */
    public static Optional<String> lacks(Needs needs, String model, List<Trainer> trainers) {
        if (needs.severalModels() && trainers.size() < 2) {
            return Optional.of("an ensemble of models, but " + model + " is one model; use models=a+b");
        }
        if (needs.oneModel() && trainers.size() > 1) {
            return Optional.of("a single model, but " + model + " is an ensemble; use another model");
        }
        if (needs.dropoutPasses() > 0 && !trainers.get(0).hasDropout()) {
            return Optional.of("a network with dropout, but the model " + model
                    + " has none; set its option dropout, use another model");
        }
        if (needs.embeddings() && trainers.stream().noneMatch(Trainer::hasEmbeddings)) {
            return Optional.of("embeddings, but the model " + model + " has none; use another model");
        }
        return Optional.empty();
    }
}
