package org.relabel4j.benchmarks.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.relabel4j.core.acquisition.Needs;
import org.relabel4j.core.text.Counted;
import org.relabel4j.core.training.Trainer;

/** Checks of a configuration that concern several keys, or need the parts themselves. */
final class ConfigChecks {
    private static final double SUM_TOLERANCE = 1e-6;

    private final ExperimentConfig config;
    private final PartChecks checks;
    private final Components components;

    ConfigChecks(ExperimentConfig config, PartChecks checks, Components components) {
        this.config = config;
        this.checks = checks;
        this.components = components;
    }

    /** By model, the strategies that do not fit it. A strategy or model that has no cell then is a mistake. */
    Map<String, List<String>> check() {
        checkLabels();
        ExperimentConfig.ModelsAndStrategies grid = config.grid();
        Map<String, Needs> needs = new LinkedHashMap<>();
        grid.strategies().forEach(strategy -> needs.put(strategy, needs(strategy)));
        Map<String, String> problems = new LinkedHashMap<>();
        Map<String, List<String>> unfit = new TreeMap<>();
        for (String model : grid.models()) {
            List<Trainer> trainers =
                    checks.naming(namesOf(model), () -> ModelNames.trainers(model, config, components));
            needs.forEach((strategy, needed) -> ModelNames.lacks(needed, model, trainers)
                    .ifPresent(problem -> {
                        problems.putIfAbsent(strategy, problem + ", or leave the strategy out");
                        unfit.computeIfAbsent(model, m -> new ArrayList<>()).add(strategy);
                    }));
        }
        ExperimentConfig.ModelsAndStrategies checked = config.withUnfit(unfit).grid();
        for (String strategy : grid.strategies()) {
            if (grid.models().stream()
                    .noneMatch(model -> checked.strategiesOf(model).contains(strategy))) {
                throw config.values()
                        .complaint(
                                ExperimentKeys.STRATEGIES,
                                "has " + strategy + ", which needs " + problems.get(strategy));
            }
        }
        for (String model : grid.models()) {
            if (checked.strategiesOf(model).isEmpty()) {
                throw config.values()
                        .complaint(ExperimentKeys.MODELS, "has " + model + ", which fits none of the strategies");
            }
        }
        return unfit;
    }

    /** The members of a model by all names whose options they have. */
    private List<String> namesOf(String model) {
        return ModelNames.members(model).stream()
                .flatMap(name -> Stream.of(name, config.modelOf(name)))
                .toList();
    }

    private Needs needs(String strategy) {
        String id = config.optionsOf(strategy).getOrDefault(ExperimentConfig.STRATEGY_OPTION, strategy);
        return checks.naming(
                List.of(strategy, id),
                () -> config.strategy(strategy, components).strategy().needs());
    }

    private void checkLabels() {
        ExperimentConfig.Labelling labels = config.labels();
        double sum = labels.initialLabelCounts().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        if (Math.abs(sum - 1) > SUM_TOLERANCE) {
            throw config.values().complaint(ExperimentKeys.INITIAL_LABEL_COUNTS, "sums to " + sum + ", expected 1");
        }
        if (labels.initialLabelCounts().size() > labels.initialAnnotators()) {
            throw config.values()
                    .complaint(
                            ExperimentKeys.INITIAL_LABEL_COUNTS,
                            "allows " + Counted.of(labels.initialLabelCounts().size(), "label")
                                    + " an example, but there "
                                    + Counted.noun(labels.initialAnnotators(), "is", "are") + " only "
                                    + Counted.of(labels.initialAnnotators(), "annotator") + " (initial.annotators)");
        }
        int folds = config.loop().folds();
        labels.initialLabelled().ifPresent(labelled -> {
            if (folds > labelled) {
                throw config.values()
                        .complaint(
                                ExperimentKeys.FOLDS,
                                "is " + folds + ", but only " + Counted.of(labelled, "example has", "examples have")
                                        + " labels at the start");
            }
        });
    }
}
