package org.relabel4j.benchmarks.experiment;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.relabel4j.core.text.Suggestions;

/** Reads typed values out of {@link Settings}; every complaint names the key and where it was set. */
final class SettingsReader {
    private final Settings settings;
    private final String source;

    /**
     * @param source name of the experiment file, to complain about missing keys
     */
    SettingsReader(Settings settings, String source) {
        this.settings = settings;
        this.source = source;
    }

    /** File and line, or command line, where a key was set; the file if it was not set. */
    String origin(Key key) {
        Settings.Value value = settings.values().get(key.yaml());
        return value == null ? source : value.origin();
    }

    IllegalArgumentException complaint(Key key, String rest) {
        return new IllegalArgumentException(origin(key) + ": " + key.yaml() + " " + rest);
    }

    /** One value. */
    String text(Key key) {
        Settings.Value value = settings.values().get(key.yaml());
        if (value == null || value.items().isEmpty()) {
            return key.defaultValue().orElseThrow(() -> complaint(key, "is missing; it is the " + key.summary()));
        }
        if (value.isList() && value.items().size() != 1) {
            throw complaint(key, "is a list, expected one value");
        }
        return value.items().get(0);
    }

    /** A list without repeats, at least one item. */
    List<String> list(Key key) {
        Settings.Value value = settings.values().get(key.yaml());
        List<String> items = value != null && value.isList() && !value.items().isEmpty()
                ? value.items()
                : Arrays.stream(text(key).split(",", -1)).map(String::strip).toList();
        if (items.contains("")) {
            throw complaint(key, "has an empty item");
        }
        return items;
    }

    /** Names without repeats, all known. */
    List<String> names(Key key, Function<String, List<String>> partsOf, Collection<String> known) {
        List<String> items = list(key);
        Set<String> seen = new HashSet<>();
        for (String item : items) {
            if (!seen.add(item)) {
                throw complaint(key, "names \"" + item + "\" twice; name it once");
            }
            partsOf.apply(item).forEach(part -> checkKnown(key, part, known));
        }
        return items;
    }

    void checkKnown(Key key, String name, Collection<String> known) {
        if (!known.contains(name)) {
            throw complaint(key, "names \"" + name + "\", which is unknown; " + Suggestions.hint(name, known));
        }
    }

    /**
     * Makes a part from its options; a complaint about one gets the place where it was set.
     *
     * @param parts the parts that are made
     */
    <T> T naming(List<String> parts, Supplier<T> make) {
        try {
            return make.get();
        } catch (IllegalArgumentException e) {
            String place = settings.values().entrySet().stream()
                    .filter(setting -> isBlamed(setting.getKey(), parts, e.getMessage()))
                    .map(setting -> setting.getValue().origin() + ": ")
                    .findFirst()
                    .orElse("");
            throw new IllegalArgumentException(place + e.getMessage(), e);
        }
    }

    /** Messages about options quote the option's name. */
    private static boolean isBlamed(String key, List<String> parts, String message) {
        int dot = key.indexOf('.');
        return dot > 0
                && parts.contains(key.substring(0, dot))
                && message.matches(".*\\b" + Pattern.quote(key.substring(dot + 1)) + "\\b.*");
    }

    int integer(Key key, int minimum) {
        int value = number(key, text(key), "a whole number", Integer::valueOf);
        if (value < minimum) {
            throw complaint(key, "is " + value + ", expected at least " + minimum);
        }
        return value;
    }

    long longInteger(Key key) {
        return number(key, text(key), "a whole number", Long::valueOf);
    }

    /** A fraction: 0 to 1. */
    double fraction(Key key) {
        return fraction(key, text(key));
    }

    List<Double> fractions(Key key) {
        return list(key).stream().map(item -> fraction(key, item)).toList();
    }

    private double fraction(Key key, String text) {
        double value = number(key, text, "a number", Double::valueOf);
        if (!(value >= 0 && value <= 1)) {
            throw complaint(key, "is " + text + ", expected 0 to 1");
        }
        return value;
    }

    private <T> T number(Key key, String text, String expected, Function<String, T> parse) {
        try {
            return parse.apply(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    origin(key) + ": " + key.yaml() + " is '" + text + "', expected " + expected, e);
        }
    }
}
