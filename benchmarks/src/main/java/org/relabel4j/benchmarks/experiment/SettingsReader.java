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
public final class SettingsReader {
    private final Settings settings;
    private final String source;

    /**
     * @param source name of the experiment file, to complain about missing keys
     */
    public SettingsReader(Settings settings, String source) {
        this.settings = settings;
        this.source = source;
    }

    /** File and line, or command line, where a key was set; the file if it was not set. */
    String origin(SettingKey key) {
        Settings.Value value = settings.values().get(key.yaml());
        return value == null ? source : value.origin();
    }

    /**
     * What to throw about a key.
     *
     * @param rest the sentence after the key, such as {@code is 0, expected at least 1}
     */
    public IllegalArgumentException complaint(SettingKey key, String rest) {
        return new IllegalArgumentException(origin(key) + ": " + key.yaml() + " " + rest);
    }

    /** Refuses a file of another version of the format. */
    public void checkVersion(SettingKey key, int supported) {
        String version = text(key);
        if (!version.equals(String.valueOf(supported))) {
            throw complaint(
                    key,
                    "is " + version + ", but this program reads version " + supported
                            + "; a newer program may have written the file");
        }
    }

    /** A name that may stand in file names. */
    public String name(SettingKey key) {
        String name = text(key);
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw complaint(key, "is '" + name + "', expected letters, digits and . _ - only");
        }
        return name;
    }

    /** One value. */
    public String text(SettingKey key) {
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
    public List<String> list(SettingKey key) {
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
    public List<String> names(SettingKey key, Function<String, List<String>> partsOf, Collection<String> known) {
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

    /** Refuses a name that is not known, with the nearest that is. */
    public void checkKnown(SettingKey key, String name, Collection<String> known) {
        if (!known.contains(name)) {
            throw complaint(key, "names \"" + name + "\", which is unknown; " + Suggestions.hint(name, known));
        }
    }

    /**
     * Makes a part from its options; a complaint about one gets the place where it was set.
     *
     * @param parts the parts that are made
     */
    public <T> T naming(List<String> parts, Supplier<T> make) {
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
    public boolean isSet(SettingKey key) {
        Settings.Value value = settings.values().get(key.yaml());
        return value != null && !value.items().isEmpty();
    }

    /** A value, or empty for the word that says there is none. */
    public <T> Optional<T> unless(SettingKey key, String word, Function<SettingKey, T> read) {
        return text(key).equals(word) ? Optional.empty() : Optional.of(read.apply(key));
    }

    /** One of an enum's constants, written in lower case with hyphens. */
    public <E extends Enum<E>> E choice(SettingKey key, Class<E> type) {
        List<String> known = Arrays.stream(type.getEnumConstants())
                .map(SettingsReader::written)
                .toList();
        checkKnown(key, text(key), known);
        return type.getEnumConstants()[known.indexOf(text(key))];
    }

    /** A constant as it is written in files. */
    public static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A whole number of the key's range. */
    public int integer(SettingKey key) {
        return integer(key, text(key), "is");
    }

    private int integer(SettingKey key, String text, String verb) {
        long value = number(key, text, "a whole number", Long::valueOf);
        if (!key.range().contains(value)) {
            throw complaint(
                    key, verb + " " + value + ", expected " + key.range().endBeyond(value));
        }
        return (int) value;
    }

    /** A whole number of any sign and up to 64 bits. */
    public long longInteger(SettingKey key) {
        return number(key, text(key), "a whole number", Long::valueOf);
    }

    /** A list of whole numbers of the key's range. */
    public List<Integer> integers(SettingKey key) {
        return list(key).stream().map(item -> integer(key, item, "has")).toList();
    }

    /** A number of the key's range. */
    public double real(SettingKey key) {
        return real(key, text(key));
    }

    /** A list of numbers of the key's range. */
    public List<Double> reals(SettingKey key) {
        return list(key).stream().map(item -> real(key, item)).toList();
    }

    private double real(SettingKey key, String text) {
        double value = number(key, text, "a number", Double::valueOf);
        if (!key.range().contains(value)) {
            throw complaint(key, "is " + text + ", expected " + key.range().text(value));
        }
        return value;
    }

    /** Two fractions, the first at most the second. */
    List<Double> range(SettingKey key) {
        List<Double> range = reals(key);
        if (range.size() != 2 || range.get(0) > range.get(1)) {
            throw complaint(
                    key, "is " + String.join(",", list(key)) + ", expected a lowest and a highest, such as 0.2,0.4");
        }
        return range;
    }

    private <T> T number(SettingKey key, String text, String expected, Function<String, T> parse) {
        try {
            return parse.apply(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    origin(key) + ": " + key.yaml() + " is '" + text + "', expected " + expected, e);
        }
    }
}
