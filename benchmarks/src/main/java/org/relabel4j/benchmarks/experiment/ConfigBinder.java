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
        checks.names(ExperimentKeys.MODELS, ModelNames::members, components.models());
        checks.names(ExperimentKeys.STRATEGIES, name -> List.of(strategyOf(name)), components.strategies());
        checks.known(ExperimentKeys.DATASET, values.get(ExperimentKeys.DATASET), components.datasets());
        String consensus = values.get(ExperimentKeys.CONSENSUS);
        if (!consensus.equals(ExperimentConfig.CONSENSUS_BY_STRATEGY)) {
            checks.known(ExperimentKeys.CONSENSUS, consensus, components.consensusMethods());
        }
        ExperimentConfig config = new ExperimentConfig(values, Map.of(), options(), Map.of());
        return config.withUnfit(new ConfigChecks(config, checks, components).check());
    }

    /** The strategy that a name in the grid stands for. */
    private String strategyOf(String name) {
        Given strategy = settings.get(name + "." + ExperimentConfig.STRATEGY_OPTION);
        return strategy == null ? name : strategy.text();
    }

    /**
     * Options of the parts in use. A strategy by another name has those of the strategy too, unless it has others itself.
     */
    private PartOptions options() {
        Set<String> parts = new TreeSet<>(values.get(ExperimentKeys.STRATEGIES));
        values.get(ExperimentKeys.MODELS).forEach(model -> parts.addAll(ModelNames.members(model)));
        parts.add(values.get(ExperimentKeys.DATASET));
        Map<String, String> further = new TreeMap<>();
        values.get(ExperimentKeys.STRATEGIES).forEach(name -> further.put(name, strategyOf(name)));
        return PartOptions.of(parts, settings, ExperimentKeys.names(), further);
    }
}
