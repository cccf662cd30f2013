package org.relabel4j.benchmarks.cleaning;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.relabel4j.benchmarks.experiment.BuiltInComponents;
import org.relabel4j.benchmarks.experiment.Components;
import org.relabel4j.benchmarks.experiment.ExperimentFiles;
import org.relabel4j.benchmarks.experiment.Experiments;
import org.relabel4j.benchmarks.experiment.Settings;

/** The bundled label-cleaning experiments, and loading of these and of files with the keys of {@link CleaningKeys}. */
public final class CleaningExperiments {
    private static final ExperimentFiles FILES = new ExperimentFiles(
            List.of("wall-robot-cleaning", "cifar-10h-cleaning", "noisy-cxr-cleaning"), CleaningExperiments.class);

    private CleaningExperiments() {}

    /** Names of the bundled experiments. */
    public static List<String> names() {
        return FILES.names();
    }

    /** The bundled experiments. */
    public static List<Experiments.Info> all() {
        return FILES.all();
    }

    /** The file of a bundled experiment, to be changed and run by its path. */
    public static String yaml(String name) {
        return FILES.yaml(name);
    }

    /** The settings of a bundled experiment by key: the value, and in brackets what it is. */
    public static Map<String, String> settings(String name) {
        return FILES.settings(name, CleaningKeys.ALL);
    }

    /** The names of selectors beside the acquisition strategies, each of which is one, too. */
    public static Set<String> selectors() {
        return Selectors.ownNames();
    }

    /**
     * Loads and checks an experiment made of the built-in parts.
     *
     * @param nameOrFile name of a bundled experiment, or path of a YAML file
     * @param overrides {@code key=value} settings, which win over the file's
     * @throws IllegalArgumentException if anything is wrong, in one line with file and line or {@code command line}
     */
    public static CleaningConfig load(String nameOrFile, List<String> overrides) {
        return load(nameOrFile, overrides, new BuiltInComponents());
    }

    /**
     * Loads and checks an experiment.
     *
     * @param components the strategies, models and data sets that it may name
     * @throws IllegalArgumentException as the other method
     */
    public static CleaningConfig load(String nameOrFile, List<String> overrides, Components components) {
        ExperimentFiles.Parsed parsed = FILES.parse(nameOrFile, overrides);
        Set<String> parts = parsed.parts(CleaningKeys.names(), List.of(Selectors.STRATEGY), components);
        parts.addAll(Selectors.names(components));
        parsed.presets().values().forEach(preset -> preset.checkKeys(CleaningKeys.names(), parts));
        Settings settings = parsed.merged();
        settings.checkKeys(CleaningKeys.names(), parts);
        return new CleaningBinder(settings, components, nameOrFile).bind();
    }
}
