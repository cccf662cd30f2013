package org.relabel4j.benchmarks.experiment;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Configuration before it is understood: dotted keys with their values as text, each with the place it came from, so that
 * any complaint can name file and line.
 */
public final class Settings {
    /**
     * One value.
     *
     * @param items the scalar, or the items of a list; empty for YAML's null
     * @param isList whether it was written as a YAML list; where a list is wanted, commas separate a scalar's items
     * @param origin file and line, or {@code command line}
     */
    public record Value(List<String> items, boolean isList, String origin) {
        public Value {
            items = List.copyOf(items);
        }
    }

    /** Origin of what was given as {@code key=value}. */
    public static final String COMMAND_LINE = "command line";

    private static final Map<String, String> ALIASES =
            Map.of("model", Key.MODELS.yaml(), "strategy", Key.STRATEGIES.yaml());

    /** Presets and variants, within which there are keys. */
    private static final Pattern GROUPS =
            Pattern.compile("((?:presets\\.[^.]*\\.)?(?:variants\\.[^.]*\\.)?)(.*)", Pattern.DOTALL);

    private final Map<String, Value> values = new LinkedHashMap<>();

    /**
     * Sets a value; a later one replaces an earlier one.
     *
     * @throws IllegalArgumentException if a part of the key is empty
     */
    void put(String key, Value value) {
        if (Arrays.stream(key.split("\\.", -1)).anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(value.origin() + ": "
                    + (key.isBlank() ? "a key is empty" : "the key \"" + key + "\" has an empty part")
                    + ", expected a name such as trials");
        }
        values.put(unaliased(key), value);
    }

    /** Sets a value that may not be set yet, be it by another name. */
    void putOnce(String key, Value value) {
        Value before = values.get(unaliased(key));
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
    public Map<String, Value> values() {
        return values;
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
            settings.putOnce(key, new Value(value.isEmpty() ? List.of() : List.of(value), false, COMMAND_LINE));
        }
        return settings;
    }
}
