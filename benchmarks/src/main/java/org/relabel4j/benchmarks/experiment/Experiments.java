package org.relabel4j.benchmarks.experiment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.relabel4j.core.text.Suggestions;

/**
 * The bundled experiments, and loading of these and of files.
 *
 * <p>An experiment file is YAML with the keys of {@link Key}; nested keys and keys with dots mean the same. Under
 * {@code presets:} it may hold named sets of other values for some keys; {@code preset=NAME} chooses one, and the preset
 * {@code default}, if there is one, is taken otherwise. {@code key=value} overrides come last.
 *
 * <p>Under {@code variants:} it may hold named sets of other values too, which are all run, in one run; {@code variants=a,b}
 * chooses some. A preset's values replace those that variants have in common, an override's replace a variant's too.
 */
public final class Experiments {
    private static final List<String> BUNDLED = List.of("wall-robot", "wall-robot-complete");
    private static final String PRESETS = "presets";
    private static final String PRESET = "preset";
    private static final String DEFAULT_PRESET = "default";

    private Experiments() {}

    /** An experiment's name, what it is, and its presets. */
    public record Info(String name, String description, List<String> presets) {}

    /** Names of the bundled experiments. */
    public static List<String> names() {
        return BUNDLED;
    }

    /** The bundled experiments. */
    public static List<Info> all() {
        return BUNDLED.stream().map(Experiments::info).toList();
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
        Settings given = Settings.ofOverrides(overrides);
        Settings settings = read(nameOrFile);
        Map<String, Settings> presets = presets(settings.extract(PRESETS));
        Optional.ofNullable(settings.values().remove(PRESET)).ifPresent(value -> {
            throw new IllegalArgumentException(
                    value.origin() + ": unknown key \"preset\"; choose a preset on the command line: preset=quick");
        });
        Settings preset = choosePreset(presets, given.values().remove(PRESET));
        KnownKeys knownKeys = new KnownKeys(components, strategyNames(settings, given, presets.values()));
        presets.values().forEach(knownKeys::check);
        settings.putAll(preset);
        settings.putAll(given);
        return new ExperimentBinder(components, knownKeys, nameOrFile).bind(settings);
    }

    private static Set<String> strategyNames(Settings settings, Settings given, Collection<Settings> presets) {
        Set<String> names = KnownKeys.strategyNames(settings);
        names.addAll(KnownKeys.strategyNames(given));
        presets.forEach(preset -> names.addAll(KnownKeys.strategyNames(preset)));
        return names;
    }

    private static Settings choosePreset(Map<String, Settings> presets, Settings.Value wanted) {
        if (wanted == null) {
            return presets.getOrDefault(DEFAULT_PRESET, new Settings());
        }
        String preset = String.join(",", wanted.items());
        if (!presets.containsKey(preset)) {
            throw new IllegalArgumentException(wanted.origin() + ": unknown preset \"" + preset + "\"; "
                    + Suggestions.hint(preset, presets.keySet()));
        }
        return presets.get(preset);
    }

    /** The presets by name, in alphabetical order. */
    private static Map<String, Settings> presets(Settings all) {
        Map<String, Settings> presets = new TreeMap<>();
        all.values().forEach((key, value) -> {
            int dot = key.indexOf('.');
            if (dot < 0) {
                throw new IllegalArgumentException(
                        value.origin() + ": preset \"" + key + "\" has no keys, expected some such as 'trials: 5'");
            }
            presets.computeIfAbsent(key.substring(0, dot), name -> new Settings())
                    .put(key.substring(dot + 1), value);
        });
        return presets;
    }

    private static Info info(String name) {
        Settings settings = read(name);
        List<String> presets = List.copyOf(presets(settings.extract(PRESETS)).keySet());
        String description =
                String.join("", settings.values().get(Key.DESCRIPTION.yaml()).items());
        return new Info(name, description, presets);
    }

    private static Settings read(String nameOrFile) {
        if (BUNDLED.contains(nameOrFile)) {
            return YamlSettings.parse(bundled(nameOrFile), nameOrFile + ".yaml");
        }
        Path file = Path.of(nameOrFile);
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("'" + nameOrFile + "' is neither a bundled experiment nor a file; "
                    + Suggestions.hint(nameOrFile, BUNDLED));
        }
        try {
            return YamlSettings.parse(Files.readString(file), nameOrFile);
        } catch (MalformedInputException e) {
            throw new IllegalArgumentException(nameOrFile + ": not a text file in UTF-8, expected YAML", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(nameOrFile + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static String bundled(String name) {
        try (InputStream in = Experiments.class.getResourceAsStream(name + ".yaml")) {
            if (in == null) {
                throw new IllegalStateException("the bundled experiment " + name + " is missing from the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the bundled experiment " + name + " cannot be read", e);
        }
    }
}
