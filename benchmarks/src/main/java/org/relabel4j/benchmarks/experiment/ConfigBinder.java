package org.relabel4j.benchmarks.experiment;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeSet;

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
        reader.checkVersion(Key.VERSION, ExperimentConfig.FORMAT_VERSION);
        KnownKeys.of(components).check(settings);
        ExperimentConfig.Grid grid = new ExperimentConfig.Grid(
                reader.names(Key.MODELS, ModelNames::members, components.models()),
                reader.names(Key.STRATEGIES, List::of, components.strategies()),
                reader.integer(Key.TRIALS, 1));
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
                seeds(),
                options(grid, dataset));
        new ConfigChecks(config, reader, components).check();
        return config;
    }

    private ExperimentConfig.Loop loop() {
        String consensus = reader.text(Key.CONSENSUS);
        if (!consensus.equals(ExperimentConfig.CONSENSUS_BY_STRATEGY)) {
            reader.checkKnown(Key.CONSENSUS, consensus, components.consensusMethods());
        }
        return new ExperimentConfig.Loop(
                reader.integer(Key.ROUNDS, 1), reader.integer(Key.BATCH, 1), reader.integer(Key.FOLDS, 2), consensus);
    }

    private ExperimentConfig.Labels labels() {
        return new ExperimentConfig.Labels(
                reader.text(Key.INITIAL_LABELLED).equals(ALL)
                        ? OptionalInt.empty()
                        : OptionalInt.of(reader.integer(Key.INITIAL_LABELLED, 1)),
                reader.fractions(Key.INITIAL_LABEL_COUNTS),
                reader.integer(Key.INITIAL_ANNOTATORS, 1),
                reader.fraction(Key.NOISE_TRACE),
                reader.text(Key.NOISE_ACCURACY).equals(ANY)
                        ? Optional.empty()
                        : Optional.of(reader.fraction(Key.NOISE_ACCURACY)));
    }

    private ExperimentConfig.Seeding seeds() {
        return new ExperimentConfig.Seeding(
                reader.longInteger(Key.SEED),
                reader.text(Key.DATA_SEED).equals(BY_TRIAL)
                        ? OptionalLong.empty()
                        : OptionalLong.of(reader.longInteger(Key.DATA_SEED)));
    }

    private SortedMap<String, SortedMap<String, String>> options(ExperimentConfig.Grid grid, String dataset) {
        TreeSet<String> used = new TreeSet<>(grid.strategies());
        grid.models().forEach(model -> used.addAll(ModelNames.members(model)));
        used.add(dataset);
        return reader.options(Key.names(), used);
    }
}
