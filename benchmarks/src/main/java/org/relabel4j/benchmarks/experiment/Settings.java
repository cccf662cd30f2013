package org.relabel4j.benchmarks.experiment;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.relabel4j.core.option.Given;
import org.relabel4j.core.option.Options;
import org.relabel4j.core.registry.Strategies;
import org.relabel4j.core.text.Suggestions;
import org.relabel4j.datasets.Datasets;
import org.relabel4j.models.registry.Models;

/**
 * Configuration before it is understood: dotted keys with their values as text, each with the place it came from, so that
 * any complaint can name file and line.
 */
public final class Settings {
    /** Origin of what was given as {@code key=value}. */
    public static final String COMMAND_LINE = "command line";

    private static final Map<String, String> ALIASES =
            Map.of("model", ExperimentKeys.MODELS.name(), "strategy", ExperimentKeys.STRATEGIES.name());

    /** Presets and variants, within which there are keys. */
    private static final Pattern GROUPS =
            Pattern.compile("((?:presets\\.[^.]*\\.)?(?:variants\\.[^.]*\\.)?)(.*)", Pattern.DOTALL);

    private final Map<String, Given> values = new LinkedHashMap<>();

    /**
     * Sets a value; a later one replaces an earlier one.
     *
     * @throws IllegalArgumentException if a part of the key is empty
     */
    void put(String key, Given value) {
        if (Arrays.stream(key.split("\\.", -1)).anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(value.origin() + ": "
                    + (key.isBlank() ? "a key is empty" : "the key \"" + key + "\" has an empty part")
                    + ", expected a name such as trials");
        }
        values.put(unaliased(key), value);
    }

    /** Sets a value that may not be set yet, be it by another name. */
    void putOnce(String key, Given value) {
        Given before = values.get(unaliased(key));
        if (before != null) {
            boolean alias = !unaliased(key).equals(key);
            throw new IllegalArgumentException(value.origin() + ": " + key + " is given twice"
                    + (before.origin().equals(value.origin()) ? "" : ", first at " + before.origin())
                    + (alias ? " (" + key + " and " + unaliased(key) + " are one key)" : "") + "; give it once");
        }
        put(key, value);
    }

    /** A key by its only name, also within a preset or a variant. */
    private static String unaliased(String key) {
        Matcher parts = GROUPS.matcher(key);
        parts.matches();
        return parts.group(1) + ALIASES.getOrDefault(parts.group(2), parts.group(2));
    }

    /** Sets all values of other settings. */
    void putAll(Settings other) {
        values.putAll(other.values);
    }

    /** All values by key, in the order of setting. */
    public Map<String, Given> values() {
        return values;
    }

    /**
     * Refuses keys that are neither of the names nor an option of a part. A section without keys sets nothing.
     *
     * @param names keys as written; if "variants" is among them, there may be keys of variants
     * @param parts names of what has options: {@code <part>.<option>} is a key, too
     * @throws IllegalArgumentException if there is one; the message names the nearest known one
     */
    public void checkKeys(Collection<String> names, Collection<String> parts) {
        values.forEach((written, value) -> {
            String key = names.contains(ExperimentKeys.VARIANTS.name()) ? Variants.withoutVariant(written) : written;
            int dot = key.indexOf('.');
            boolean known = names.contains(key) || dot >= 0 && parts.contains(key.substring(0, dot));
            if (!key.isEmpty() && !known && !isEmptySection(key, value, names, parts)) {
                throw new IllegalArgumentException(
                        value.origin() + ": unknown key \"" + key + "\"; " + hint(key, names, parts));
            }
            if (dot >= 0 && !names.contains(key) && value.items().isEmpty()) {
                checkOption(key.substring(0, dot), key.substring(dot + 1), value.origin());
            }
        });
    }

    /** Checks that a part has an option, which has no value, so that nothing else would. */
    private void checkOption(String part, String option, String origin) {
        String name = ExperimentConfig.FURTHER_NAMES.stream()
                .map(further -> values.get(part + "." + further))
                .filter(Objects::nonNull)
                .map(Given::text)
                .findFirst()
                .orElse(part);
        if (ExperimentConfig.FURTHER_NAMES.contains(option)) {
            return;
        }
        try {
            if (Models.names().contains(name)) {
                Models.checkOption(name, option);
            } else if (Strategies.names().contains(name)) {
                Options.checkName("strategy " + name, Strategies.byName(name).options(), option);
            } else {
                Datasets.all().stream()
                        .filter(data -> data.name().equals(name))
                        .forEach(data -> Options.checkName("data set " + name, data.options(), option));
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(origin + ": " + e.getMessage(), e);
        }
    }

    private static boolean isEmptySection(String key, Given value, Collection<String> names, Collection<String> parts) {
        return value.text().isEmpty()
                && !value.origin().equals(COMMAND_LINE)
                && (parts.contains(key) || names.stream().anyMatch(name -> name.startsWith(key + ".")));
    }

    private static String hint(String key, Collection<String> names, Collection<String> parts) {
        int dot = key.indexOf('.');
        for (String option : ExperimentConfig.FURTHER_NAMES) {
            if (key.endsWith("." + option)) {
                return "a further name of a " + option
                        + " has small letters, digits and - only, and is no word that keys begin with";
            }
        }
        if (Suggestions.nearest(key, names).isEmpty() && dot > 0) {
            Optional<String> part = Suggestions.nearest(key.substring(0, dot), parts);
            if (part.isPresent()) {
                return "did you mean \"" + part.get() + key.substring(dot) + "\"?";
            }
        }
        return Suggestions.hint(key, names);
    }

    /**
     * Further names that settings give to parts.
     *
     * @param options those that give a part a further name: {@code strategy}, {@code model}
     */
    Set<String> furtherNames(Collection<String> keys, Collection<String> options) {
        Set<String> groups = keys.stream().map(Settings::firstPart).collect(Collectors.toSet());
        Set<String> names = new TreeSet<>();
        for (String key : values.keySet()) {
            String own = Variants.withoutVariant(key);
            String name = firstPart(own);
            if (options.stream().anyMatch(option -> own.equals(name + "." + option))
                    && name.matches("[a-z0-9][a-z0-9-]*")
                    && !groups.contains(name)) {
                names.add(name);
            }
        }
        return names;
    }

    private static String firstPart(String key) {
        int dot = key.indexOf('.');
        return dot < 0 ? key : key.substring(0, dot);
    }

    /** Takes out all settings under {@code prefix.}; their keys in the answer lack it. */
    Settings extract(String prefix) {
        Settings extracted = new Settings();
        String start = prefix + ".";
        for (String key : List.copyOf(values.keySet())) {
            if (key.startsWith(start)) {
                extracted.put(key.substring(start.length()), values.remove(key));
            }
        }
        return extracted;
    }

    /**
     * Settings from {@code key=value} arguments.
     *
     * @throws IllegalArgumentException if an argument has no {@code =} or no key, or a key comes twice
     */
    static Settings ofOverrides(List<String> overrides) {
        Settings settings = new Settings();
        for (String override : overrides) {
            int equals = override.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(
                        COMMAND_LINE + ": '" + override + "' is not of the form key=value, such as trials=5");
            }
            String key = override.substring(0, equals).strip();
            String value = override.substring(equals + 1).strip();
            settings.putOnce(key, new Given(value.isEmpty() ? List.of() : List.of(value), false, COMMAND_LINE));
        }
        return settings;
    }
}
