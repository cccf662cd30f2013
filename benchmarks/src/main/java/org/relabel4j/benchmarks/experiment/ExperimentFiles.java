package org.relabel4j.benchmarks.experiment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.relabel4j.core.option.Given;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.text.Suggestions;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.format.SmallText;
import org.relabel4j.datasets.format.YamlKeys;

/**
 * Bundled files of a kind of experiment, and files like them: YAML with presets, which {@code key=value} overrides.
 *
 * <p>Under {@code presets:} a file may hold named sets of other values for some keys; {@code preset=NAME} chooses one, and the
 * preset {@code default}, if there is one, is taken otherwise. Overrides come last.
 */
public final class ExperimentFiles {
    private static final String PRESETS = "presets";
    private static final String PRESET = "preset";
    private static final String DEFAULT_PRESET = "default";

    private final List<String> bundled;
    private final Class<?> owner;

    /**
     * @param bundled names of the bundled files, without {@code .yaml}
     * @param owner a class beside which they are
     */
    public ExperimentFiles(List<String> bundled, Class<?> owner) {
        this.bundled = List.copyOf(bundled);
        this.owner = owner;
    }

    /**
     * A file and what was given with it.
     *
     * @param file the file's settings, without presets
     * @param presets all presets by name, in alphabetical order
     * @param preset the preset that was chosen; empty settings if there is none
     * @param given the overrides
     */
    public record Parsed(Settings file, Map<String, Settings> presets, Settings preset, Settings given) {
        /** All settings together: the file's, replaced by the preset's, replaced by the overrides. */
        public Settings merged() {
            Settings merged = new Settings();
            merged.putAll(file);
            merged.putAll(preset);
            merged.putAll(given);
            return merged;
        }

        /**
         * Names of all that may have options: known strategies, models, data sets and consensus methods, and further names of them.
         *
         * @param keys all keys
         * @param namingOptions options that give a part a further name
         */
        public Set<String> parts(Collection<String> keys, Collection<String> namingOptions, Components components) {
            Set<String> parts = new TreeSet<>(components.strategies());
            parts.addAll(components.models());
            parts.addAll(components.datasets());
            parts.addAll(components.consensusMethods());
            parts.addAll(file.furtherNames(keys, namingOptions));
            parts.addAll(given.furtherNames(keys, namingOptions));
            presets.values().forEach(preset -> parts.addAll(preset.furtherNames(keys, namingOptions)));
            return parts;
        }
    }

    /** Names of the bundled files. */
    public List<String> names() {
        return bundled;
    }

    /**
     * The text of a bundled file.
     *
     * @param name one of {@link #names}
     */
    public String yaml(String name) {
        try (InputStream in = owner.getResourceAsStream(name + ".yaml")) {
            if (in == null) {
                throw new IllegalStateException("the bundled experiment " + name + " is missing from the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the bundled experiment " + name + " cannot be read", e);
        }
    }

    /** What the bundled files are and which presets they have. */
    public List<Experiments.Info> all() {
        return bundled.stream().map(this::info).toList();
    }

    /**
     * The settings of a bundled file, with those of the preset {@code default} if there is one: by key, the value and in brackets
     * what it is, where the keys say so.
     *
     * @param name one of {@link #names}
     */
    public Map<String, String> settings(String name, List<Option<?>> keys) {
        Map<String, String> meanings = keys.stream().collect(Collectors.toMap(Option::name, Option::summary));
        Map<String, String> settings = new LinkedHashMap<>();
        parse(name, List.of()).merged().values().forEach((key, value) -> {
            String items = String.join(",", value.items());
            settings.put(key, meanings.containsKey(key) ? items + "  (" + meanings.get(key) + ")" : items);
        });
        return settings;
    }

    /**
     * Reads a file. Keys are not checked.
     *
     * @param nameOrFile name of a bundled file, or path of a YAML file
     * @param overrides {@code key=value}
     * @throws IllegalArgumentException if it is no such file, an override no setting, or the preset unknown; in one line with
     *     file and line or {@code command line}
     */
    public Parsed parse(String nameOrFile, List<String> overrides) {
        Settings given = Settings.ofOverrides(overrides);
        Settings settings = read(nameOrFile);
        Map<String, Settings> presets = presets(settings.extract(PRESETS));
        settings.values()
                .computeIfPresent(PRESETS, (key, value) -> value.items().isEmpty() ? null : value);
        Optional.ofNullable(settings.values().remove(PRESET)).ifPresent(value -> {
            throw new IllegalArgumentException(
                    value.origin() + ": unknown key \"preset\"; choose a preset on the command line: preset=quick");
        });
        Settings preset = choosePreset(presets, given.values().remove(PRESET));
        return new Parsed(settings, presets, preset, given);
    }

    private static Settings choosePreset(Map<String, Settings> presets, Given wanted) {
        if (wanted == null) {
            return presets.getOrDefault(DEFAULT_PRESET, new Settings());
        }
        String preset = wanted.text();
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

    private Experiments.Info info(String name) {
        Settings settings = read(name);
        List<String> presets = List.copyOf(presets(settings.extract(PRESETS)).keySet());
        String description = String.join(
                "", settings.values().get(ExperimentKeys.DESCRIPTION.name()).items());
        return new Experiments.Info(name, description, presets);
    }

    private Settings read(String nameOrFile) {
        if (bundled.contains(nameOrFile)) {
            return parse(yaml(nameOrFile), nameOrFile + ".yaml");
        }
        Path file = Path.of(nameOrFile);
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("'" + nameOrFile + "' is neither a bundled experiment nor a file; "
                    + Suggestions.hint(nameOrFile, bundled));
        }
        try {
            return parse(SmallText.read(file), nameOrFile);
        } catch (InputException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static Settings parse(String yaml, String source) {
        Settings settings = new Settings();
        YamlKeys.parse(yaml, source, settings::putOnce);
        return settings;
    }
}
