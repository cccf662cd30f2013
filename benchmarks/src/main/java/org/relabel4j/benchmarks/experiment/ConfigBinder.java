package org.relabel4j.benchmarks.experiment;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.relabel4j.core.loop.Spending;
import org.relabel4j.core.option.Given;
import org.relabel4j.core.option.Options;

/** Turns {@link Settings} into an {@link ExperimentConfig}; every complaint names the key and where it was set. */
final class ConfigBinder {
    private final Map<String, Given> settings;
    private final Options values;
    private final PartChecks checks;
    private final Components components;

    /**
     * @param source name of the experiment file, to complain about missing keys
     */
    ConfigBinder(Settings settings, Components components, String source) {
        this.settings = settings.values();
        this.values = Options.ofFile(source, ExperimentKeys.ALL, this.settings);
        this.checks = new PartChecks(values, this.settings);
        this.components = components;
    }

    ExperimentConfig bind() {
        checks.name();
        new NoiseConfig(values).check();
        values.toMap();
        Spending spending = new Spending(values);
        spending.check(spending::costs);
        checks.names(
                ExperimentKeys.MODELS,
                model -> ModelNames.members(model).stream().map(this::modelOf).toList(),
                components.models());
        checks.names(ExperimentKeys.STRATEGIES, name -> List.of(strategyOf(name)), components.strategies());
        checks.known(ExperimentKeys.DATASET, values.get(ExperimentKeys.DATASET), components.datasets());
        String consensus = values.get(ExperimentKeys.CONSENSUS);
        if (!consensus.equals(ExperimentConfig.CONSENSUS_BY_STRATEGY)) {
            checks.known(ExperimentKeys.CONSENSUS, consensus, components.consensusMethods());
            checks.naming(
                    List.of(consensus),
                    () -> components.consensusMethod(consensus, options().of(consensus)));
        }
        ExperimentConfig config = new ExperimentConfig(values, Map.of(), options(), Map.of());
        return config.withUnfit(new ConfigChecks(config, checks, components).check());
    }

    /** The strategy that a name in the grid stands for. */
    private String strategyOf(String name) {
        return standsFor(name, ExperimentConfig.STRATEGY_OPTION);
    }

    /** The model that a name in the grid, or of a member of an ensemble, stands for. */
    private String modelOf(String name) {
        return standsFor(name, ExperimentConfig.MODEL_OPTION);
    }

    private String standsFor(String name, String option) {
        Given other = settings.get(name + "." + option);
        return other == null ? name : other.text();
    }

    /**
     * Options of the parts in use. A strategy or model by another name has its own name's too, unless it has others itself.
     */
    private PartOptions options() {
        Map<String, String> further = new TreeMap<>();
        values.get(ExperimentKeys.STRATEGIES).forEach(name -> further.put(name, strategyOf(name)));
        values.get(ExperimentKeys.MODELS)
                .forEach(model -> ModelNames.members(model).forEach(name -> further.put(name, modelOf(name))));
        Set<String> parts = new TreeSet<>(further.keySet());
        parts.add(values.get(ExperimentKeys.DATASET));
        parts.add(values.get(ExperimentKeys.CONSENSUS));
        return PartOptions.of(parts, settings, ExperimentKeys.names(), further);
    }
}
