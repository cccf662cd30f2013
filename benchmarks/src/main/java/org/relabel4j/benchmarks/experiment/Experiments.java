package org.relabel4j.benchmarks.experiment;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The bundled experiments, and loading of these and of files.
 *
 * <p>An experiment file is YAML with the keys of {@link ExperimentKeys}; nested keys and keys with dots mean the same. Under
 * {@code presets:} it may hold named sets of other values for some keys; {@code preset=NAME} chooses one, and the preset
 * {@code default}, if there is one, is taken otherwise. {@code key=value} overrides come last.
 *
 * <p>Under {@code variants:} it may hold named sets of other values too, which are all run, in one run; {@code variants=a,b}
 * chooses some. A preset's values replace those that variants have in common, an override's replace a variant's too.
 */
public final class Experiments {
    private static final ExperimentFiles FILES = new ExperimentFiles(
            List.of(
                    "wall-robot",
                    "wall-robot-complete",
                    "heterogeneous",
                    "whom-to-ask",
                    "joint-choice",
                    "single-label",
                    "new-vs-relabel",
                    "darl",
                    "cifar-10h",
                    "cifar-10n",
                    "noisy-cxr",
                    "multi-label"),
            Experiments.class);

    private Experiments() {}

    /** An experiment's name, what it is, and its presets. */
    public record Info(String name, String description, List<String> presets) {}

    /** Names of the bundled experiments. */
    public static List<String> names() {
        return FILES.names();
    }

    /** The bundled experiments. */
    public static List<Info> all() {
        return FILES.all();
    }

    /** The file of a bundled experiment, to be changed and run by its path. */
    public static String yaml(String name) {
        return FILES.yaml(name);
    }

    /** The settings of a bundled experiment by key: the value, and in brackets what it is. */
    public static Map<String, String> settings(String name) {
        return FILES.settings(name, ExperimentKeys.ALL);
    }

    /**
     * Loads and checks an experiment made of the built-in parts.
     *
     * @param nameOrFile name of a bundled experiment, or path of a YAML file
     * @param overrides {@code key=value} settings, which win over the file's
     * @throws IllegalArgumentException if anything is wrong, in one line with file and line or {@code command line}
     */
    public static ExperimentConfig load(String nameOrFile, List<String> overrides) {
        return load(nameOrFile, overrides, new BuiltInComponents());
    }

    /**
     * Loads and checks an experiment.
     *
     * @param nameOrFile name of a bundled experiment, or path of a YAML file
     * @param overrides {@code key=value} settings, which win over the file's
     * @param components the parts that it may name
     * @throws IllegalArgumentException if anything is wrong, in one line with file and line or {@code command line}
     */
    public static ExperimentConfig load(String nameOrFile, List<String> overrides, Components components) {
        ExperimentFiles.Parsed parsed = FILES.parse(nameOrFile, overrides);
        Set<String> parts = parsed.parts(ExperimentKeys.names(), ExperimentConfig.FURTHER_NAMES, components);
        parsed.presets().values().forEach(preset -> preset.checkKeys(ExperimentKeys.names(), parts));
        return new ExperimentBinder(components, parts, nameOrFile).bind(parsed.merged());
    }
}
