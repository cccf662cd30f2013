package org.relabel4j.models.registry;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.relabel4j.core.text.Suggestions;

/** Reads a model's options: text from a file or the command line, by key. */
final class ModelOptions {
    /** Passes over examples, and the like: more would take years. */
    static final int MOST_STEPS = 100_000;

    /** Examples of a batch, or of a node. */
    static final int MOST_EXAMPLES = 1_000_000;

    /** Units of a layer, or trees. */
    static final int MOST_PARTS = 10_000;

    /** Beyond these, products with the number are infinite or vanish. */
    private static final double LARGEST = 1e9;

    private static final double SMALLEST = 1e-12;

    private final String model;
    private final Map<String, String> values;

    /**
     * @param known the keys that the model has
     * @throws IllegalArgumentException if there is another key
     */
    ModelOptions(String model, Map<String, String> values, Collection<String> known) {
        this.model = model;
        this.values = Map.copyOf(values);
        // Sorted, so that of several wrong keys the message always names the same one.
        for (String key : values.keySet().stream().sorted().toList()) {
            if (!known.contains(key)) {
                throw new IllegalArgumentException(
                        "unknown option \"" + key + "\" of model " + model + "; " + Suggestions.hint(key, known));
            }
        }
    }

    /** The options that start with a member's name and a dot, without those. */
    static Map<String, String> ofMember(String member, Map<String, String> options) {
        Map<String, String> own = new LinkedHashMap<>();
        options.forEach((key, value) -> {
            if (key.startsWith(member + ".")) {
                own.put(key.substring(member.length() + 1), value);
            }
        });
        return own;
    }

    /** The options of a member, which has the keys of its own. */
    ModelOptions member(String member, Collection<String> known) {
        return new ModelOptions(member, ofMember(member, values), known);
    }

    /**
     * @param max the largest; what makes the model checks the smallest
     */
    int integer(String key, int defaultValue, int max) {
        String text = values.get(key);
        if (text == null) {
            return defaultValue;
        }
        long number;
        try {
            number = Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw wrong(key, text, "a whole number");
        }
        if (number > max) {
            throw wrong(key, text, "at most " + max);
        }
        return (int) Math.max(Integer.MIN_VALUE, number);
    }

    double number(String key, double defaultValue) {
        String text = values.get(key);
        if (text == null) {
            return defaultValue;
        }
        double number;
        try {
            number = Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw wrong(key, text, "a number");
        }
        double size = Math.abs(number);
        if (size > LARGEST || size > 0 && size < SMALLEST) {
            throw wrong(key, text, "0, or a number from " + SMALLEST + " to " + LARGEST);
        }
        return number;
    }

    <E extends Enum<E>> E choice(String key, E defaultValue) {
        String text = values.get(key);
        if (text == null) {
            return defaultValue;
        }
        E[] choices = defaultValue.getDeclaringClass().getEnumConstants();
        for (E choice : choices) {
            if (id(choice).equals(text.strip().toLowerCase(Locale.ROOT))) {
                return choice;
            }
        }
        throw wrong(
                key,
                text,
                "one of " + Arrays.stream(choices).map(ModelOptions::id).toList());
    }

    String text(String key, String defaultValue) {
        return values.getOrDefault(key, defaultValue).strip();
    }

    boolean flag(String key, boolean defaultValue) {
        String text = text(key, String.valueOf(defaultValue)).toLowerCase(Locale.ROOT);
        if (!text.equals("true") && !text.equals("false")) {
            throw wrong(key, text, "true or false");
        }
        return text.equals("true");
    }

    /**
     * @throws IllegalArgumentException if one of some options, which would have no effect, is given
     */
    void refuse(Collection<String> keys, String why) {
        for (String key : keys) {
            if (values.containsKey(key)) {
                throw new IllegalArgumentException("option " + key + " of model " + model + " has no effect " + why);
            }
        }
    }

    private static String id(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private IllegalArgumentException wrong(String key, String text, String expected) {
        return new IllegalArgumentException(
                "option " + key + " of model " + model + " is \"" + text + "\", expected " + expected);
    }
}
