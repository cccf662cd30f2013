package org.relabel4j.benchmarks.experiment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** Turns {@link Settings} into an {@link ExperimentConfig}; every complaint names the key and where it was set. */
final class ConfigBinder {
    static final String BY_TRIAL = "by-trial";
    static final String ALL = "all";
    static final String ANY = "any";

    private final Settings settings;
    private final SettingsReader reader;
    private final Components components;

    /**
     * @param source name of the experiment file, to complain about missing keys
     */
    ConfigBinder(Settings settings, Components components, String source) {
        this.settings = settings;
        this.reader = new SettingsReader(settings, source);
        this.components = components;
    }

    ExperimentConfig bind() {
        ExperimentConfig.Grid grid = new ExperimentConfig.Grid(
                reader.names(Key.MODELS, ModelNames::members, components.models()),
                reader.names(Key.STRATEGIES, name -> List.of(strategyOf(name)), components.strategies()),
                reader.integer(Key.TRIALS));
        String dataset = reader.text(Key.DATASET);
        reader.checkKnown(Key.DATASET, dataset, components.datasets());
        ExperimentConfig config = new ExperimentConfig(
                reader.name(Key.NAME),
                reader.text(Key.DESCRIPTION),
                grid,
                loop(),
                new ExperimentConfig.Data(
                        dataset, Optional.of(reader.text(Key.DATA_DIR)).filter(dir -> !dir.isEmpty())),
                labels(),
                SpendingConfig.read(reader),
                seeds(),
                options(grid, dataset),
                Map.of());
        return config.withGrid(new ConfigChecks(config, reader, components).check());
    }

    /** The strategy that a name in the grid stands for. */
    private String strategyOf(String name) {
        Settings.Value strategy = settings.values().get(name + "." + ExperimentConfig.STRATEGY_OPTION);
        return strategy == null ? name : String.join(",", strategy.items());
    }

    private ExperimentConfig.Loop loop() {
        String consensus = reader.text(Key.CONSENSUS);
        if (!consensus.equals(ExperimentConfig.CONSENSUS_BY_STRATEGY)) {
            reader.checkKnown(Key.CONSENSUS, consensus, components.consensusMethods());
        }
        return new ExperimentConfig.Loop(
                reader.integer(Key.ROUNDS), reader.integer(Key.BATCH), reader.integer(Key.FOLDS), consensus);
    }

    private ExperimentConfig.Labels labels() {
        return new ExperimentConfig.Labels(
                reader.text(Key.INITIAL_LABELLED).equals(ALL)
                        ? OptionalInt.empty()
                        : OptionalInt.of(reader.integer(Key.INITIAL_LABELLED)),
                reader.reals(Key.INITIAL_LABEL_COUNTS),
                reader.integer(Key.INITIAL_ANNOTATORS),
                reader.choice(Key.ANNOTATORS, ExperimentConfig.Annotators.class),
                NoiseConfig.read(reader));
    }

    private ExperimentConfig.Seeding seeds() {
        return new ExperimentConfig.Seeding(
                reader.longInteger(Key.SEED),
                reader.text(Key.DATA_SEED).equals(BY_TRIAL)
                        ? OptionalLong.empty()
                        : OptionalLong.of(reader.longInteger(Key.DATA_SEED)));
    }

    /**
     * Options of the parts in use. A strategy by another name has those of the strategy too, unless it has others itself.
     */
    private SortedMap<String, SortedMap<String, String>> options(ExperimentConfig.Grid grid, String dataset) {
        SortedMap<String, SortedMap<String, String>> options = new TreeMap<>();
        for (String strategy : grid.strategies()) {
            addOptions(strategyOf(strategy), strategy, options);
            addOptions(strategy, strategy, options);
        }
        grid.models().stream()
                .flatMap(model -> ModelNames.members(model).stream())
                .forEach(model -> addOptions(model, model, options));
        addOptions(dataset, dataset, options);
        return options;
    }

    /** Gives a part the options that are set under a name. */
    private void addOptions(String name, String part, SortedMap<String, SortedMap<String, String>> options) {
        settings.values().forEach((key, value) -> {
            if (key.startsWith(name + ".") && !Key.names().contains(key)) {
                options.computeIfAbsent(part, p -> new TreeMap<>())
                        .put(key.substring(name.length() + 1), String.join(",", value.items()));
            }
        });
    }
}
