package org.relabel4j.benchmarks.experiment;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
                && !key.endsWith("." + ExperimentConfig.STRATEGY_OPTION)
                && parts.contains(key.substring(0, dot))
                && message.matches(".*\\b" + Pattern.quote(key.substring(dot + 1)) + "\\b.*");
    }

    /** Whether a key was given a value. */
    boolean isSet(Key key) {
        Settings.Value value = settings.values().get(key.yaml());
        return value != null && !value.items().isEmpty();
    }

    /** A value, or empty for the word that says there is none. */
    <T> Optional<T> unless(Key key, String word, Function<Key, T> read) {
        return text(key).equals(word) ? Optional.empty() : Optional.of(read.apply(key));
    }

    /** One of an enum's constants, written in lower case with hyphens. */
    <E extends Enum<E>> E choice(Key key, Class<E> type) {
        List<String> known = Arrays.stream(type.getEnumConstants())
                .map(SettingsReader::written)
                .toList();
        checkKnown(key, text(key), known);
        return type.getEnumConstants()[known.indexOf(text(key))];
    }

    /** A constant as it is written in files. */
    static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
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

    /** A number above 0. */
    double positive(Key key) {
        return positive(key, text(key));
    }

    List<Double> positives(Key key) {
        return list(key).stream().map(item -> positive(key, item)).toList();
    }

    private double positive(Key key, String text) {
        double value = number(key, text, "a number", Double::valueOf);
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw complaint(key, "is " + text + ", expected a number above 0");
        }
        return value;
    }

    /** Two fractions, the first at most the second. */
    List<Double> range(Key key) {
        List<Double> range = fractions(key);
        if (range.size() != 2 || range.get(0) > range.get(1)) {
            throw complaint(
                    key, "is " + String.join(",", list(key)) + ", expected a lowest and a highest, such as 0.2,0.4");
        }
        return range;
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
