package org.relabel4j.benchmarks.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    /** The grid, without the cells that cannot be. A strategy or model that has no cell then is a mistake. */
    ExperimentConfig.Grid check() {
        checkLabels();
        ExperimentConfig.Grid grid = config.grid();
        Map<String, Needs> needs = new LinkedHashMap<>();
        grid.strategies().forEach(strategy -> needs.put(strategy, needs(strategy)));
        Map<String, String> problems = new LinkedHashMap<>();
        Map<String, List<String>> unfit = new TreeMap<>();
        for (String model : grid.models()) {
            List<Trainer> trainers =
                    reader.naming(ModelNames.members(model), () -> ModelNames.trainers(model, config, components));
            needs.forEach((strategy, needed) -> ModelNames.lacks(needed, model, trainers)
                    .ifPresent(problem -> {
                        problems.putIfAbsent(strategy, problem + ", or leave the strategy out");
                        unfit.computeIfAbsent(model, m -> new ArrayList<>()).add(strategy);
                    }));
        }
        ExperimentConfig.Grid checked =
                new ExperimentConfig.Grid(grid.models(), grid.strategies(), grid.trials(), unfit);
        for (String strategy : grid.strategies()) {
            if (grid.models().stream()
                    .noneMatch(model -> checked.strategiesOf(model).contains(strategy))) {
                throw reader.complaint(Key.STRATEGIES, "has " + strategy + ", which needs " + problems.get(strategy));
            }
        }
        for (String model : grid.models()) {
            if (checked.strategiesOf(model).isEmpty()) {
                throw reader.complaint(Key.MODELS, "has " + model + ", which fits none of the strategies");
            }
        }
        return checked;
    }

    private Needs needs(String strategy) {
        String id = config.optionsOf(strategy).getOrDefault(ExperimentConfig.STRATEGY_OPTION, strategy);
        return reader.naming(
                List.of(strategy, id),
                () -> config.strategy(strategy, components).strategy().needs());
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
