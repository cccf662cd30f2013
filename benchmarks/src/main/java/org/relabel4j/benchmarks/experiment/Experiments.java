package org.relabel4j.benchmarks.experiment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.relabel4j.core.text.Suggestions;

/**
 * The bundled experiments, and loading of these and of files.
 *
 * <p>An experiment file is YAML with the keys of {@link Key}; nested keys and keys with dots mean the same. Under
 * {@code presets:} it may hold named sets of other values for some keys; {@code preset=NAME} chooses one, and the preset
 * {@code default}, if there is one, is taken otherwise. {@code key=value} overrides come last.
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
        Settings presets = settings.extract(PRESETS);
        Optional.ofNullable(settings.values().remove(PRESET)).ifPresent(value -> {
            throw new IllegalArgumentException(
                    value.origin() + ": unknown key \"preset\"; choose a preset on the command line: preset=quick");
        });
        settings.putAll(choosePreset(presets, given.values().remove(PRESET), components));
        settings.putAll(given);
        return new ConfigBinder(settings, components, nameOrFile).bind();
    }

    private static Settings choosePreset(Settings presets, Settings.Value wanted, Components components) {
        TreeSet<String> known = presetNames(presets);
        String preset = wanted == null ? DEFAULT_PRESET : String.join(",", wanted.items());
        if (wanted != null && !known.contains(preset)) {
            throw new IllegalArgumentException(
                    wanted.origin() + ": unknown preset \"" + preset + "\"; " + Suggestions.hint(preset, known));
        }
        Settings chosen = presets.extract(preset);
        new KnownKeys(components).check(chosen);
        for (String other : known) {
            new KnownKeys(components).check(presets.extract(other));
        }
        return chosen;
    }

    private static TreeSet<String> presetNames(Settings presets) {
        TreeSet<String> names = new TreeSet<>();
        presets.values().forEach((key, value) -> {
            int dot = key.indexOf('.');
            if (dot < 0) {
                throw new IllegalArgumentException(
                        value.origin() + ": preset \"" + key + "\" has no keys, expected some such as 'trials: 5'");
            }
            names.add(key.substring(0, dot));
        });
        return names;
    }

    private static Info info(String name) {
        Settings settings = read(name);
        List<String> presets = List.copyOf(presetNames(settings.extract(PRESETS)));
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
