package org.relabel4j.benchmarks.experiment;

import java.util.List;
import org.relabel4j.core.acquisition.Needs;
import org.relabel4j.core.training.Trainer;

/** Checks of a configuration that concern several keys, or need the parts themselves. */
final class ConfigChecks {
    private static final double SUM_TOLERANCE = 1e-6;

    private final ExperimentConfig config;
    private final SettingsReader reader;
    private final Components components;

    ConfigChecks(ExperimentConfig config, SettingsReader reader, Components components) {
        this.config = config;
        this.reader = reader;
        this.components = components;
    }

    void check() {
        checkLabels();
        for (String model : config.grid().models()) {
            List<Trainer> trainers =
                    reader.naming(ModelNames.members(model), () -> ModelNames.trainers(model, config, components));
            for (String strategy : config.grid().strategies()) {
                String id = config.optionsOf(strategy).getOrDefault(ExperimentConfig.STRATEGY_OPTION, strategy);
                checkPair(strategy, reader.naming(List.of(strategy, id), () -> needs(strategy)), model, trainers);
            }
        }
    }

    private Needs needs(String strategy) {
        return config.strategy(strategy, components).strategy().needs();
    }

    private void checkPair(String strategy, Needs needs, String model, List<Trainer> trainers) {
        if (needs.severalModels() && trainers.size() < 2) {
            throw reader.complaint(
                    Key.STRATEGIES,
                    "has " + strategy + ", which needs an ensemble of models, but " + model
                            + " is one model; use models=a+b, or leave the strategy out");
        }
        if (needs.embeddings() && trainers.stream().noneMatch(Trainer::hasEmbeddings)) {
            throw reader.complaint(
                    Key.STRATEGIES,
                    "has " + strategy + ", which needs embeddings, but the model " + model
                            + " has none; use another model, or leave the strategy out");
        }
    }

    private void checkLabels() {
        ExperimentConfig.Labels labels = config.labels();
        double sum = labels.initialLabelCounts().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        if (Math.abs(sum - 1) > SUM_TOLERANCE) {
            throw reader.complaint(Key.INITIAL_LABEL_COUNTS, "sums to " + sum + ", expected 1");
        }
        if (labels.initialLabelCounts().size() > labels.initialAnnotators()) {
            throw reader.complaint(
                    Key.INITIAL_LABEL_COUNTS,
                    "allows " + labels.initialLabelCounts().size() + " labels an example, but there are only "
                            + labels.initialAnnotators() + " annotators (initial.annotators)");
        }
        int folds = config.loop().folds();
        labels.initialLabelled().ifPresent(labelled -> {
            if (folds > labelled) {
                throw reader.complaint(
                        Key.FOLDS, "is " + folds + ", but only " + labelled + " examples have labels at the start");
            }
        });
        if (labels.noise().trace().orElse(1) == 0) {
            throw reader.complaint(Key.NOISE_TRACE, "is 0, expected more than 0: someone must be right sometimes");
        }
    }
}
