package org.relabel4j.core.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Options as given in a configuration or on a command line, checked against what is on offer. Immutable.
 *
 * <p>Every error is an {@link IllegalArgumentException} of one line that names the owner, the option, the value found and
 * what was expected.
 */
public final class Options {
    /** Positive numbers nearer to 0 vanish in sums, and quotients by them are no numbers. */
    private static final double SMALLEST_POSITIVE = 1e-9;

    private final String owner;
    private final Map<String, String> values;

    private Options(String owner, Map<String, String> values) {
        this.owner = owner;
        this.values = values;
    }

    /**
     * Given options, completed by defaults.
     *
     * @param owner whose options they are, for messages, such as {@code strategy darl}
     * @param specs the options on offer
     * @param given name to value
     * @throws IllegalArgumentException if an option is not on offer; the message names the nearest one
     */
    public static Options parse(String owner, List<OptionSpec> specs, Map<String, String> given) {
        Map<String, String> values = new LinkedHashMap<>();
        specs.forEach(spec -> values.put(spec.name(), spec.defaultValue()));
        List<String> known = new ArrayList<>(values.keySet());
        given.forEach((name, value) -> {
            if (!values.containsKey(name)) {
                String hint = known.isEmpty() ? "it takes no options" : Suggestions.hint(name, known);
                throw new IllegalArgumentException(owner + " has no option \"" + name + "\"; " + hint);
            }
            values.put(name, value.strip());
        });
        return new Options(owner, values);
    }

    /** The value of an option as it stands. */
    public String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalStateException(owner + " does not declare the option " + name);
        }
        return value;
    }

    /**
     * A whole number.
     *
     * @throws IllegalArgumentException if it is none, or outside min to max
     */
    public int integer(String name, int min, int max) {
        long number;
        try {
            number = Integer.parseInt(text(name));
        } catch (NumberFormatException e) {
            number = Long.MIN_VALUE;
        }
        if (number < min || number > max) {
            throw bad(name, "a whole number" + range(min, max));
        }
        return (int) number;
    }

    /**
     * A real number.
     *
     * @throws IllegalArgumentException if it is none, or outside min to max
     */
    public double real(String name, double min, double max) {
        double number;
        try {
            number = Double.parseDouble(text(name));
        } catch (NumberFormatException e) {
            number = Double.NaN;
        }
        if (!(number >= min && number <= max) || number > 0 && number < SMALLEST_POSITIVE) {
            throw bad(
                    name,
                    "a number from " + min + " to " + max
                            + (number > 0 && number < SMALLEST_POSITIVE
                                    ? ", and not nearer to 0 than " + SMALLEST_POSITIVE
                                    : ""));
        }
        return number;
    }

    /**
     * Yes or no: {@code true} or {@code false}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public boolean flag(String name) {
        return switch (text(name).toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw bad(name, "true or false");
        };
    }

    /**
     * One of an enum's constants, written in lower case with hyphens.
     *
     * @throws IllegalArgumentException if it is none of them; the message names the nearest one
     */
    public <E extends Enum<E>> E choice(String name, Class<E> type) {
        String value = text(name);
        List<String> known =
                Arrays.stream(type.getEnumConstants()).map(Options::written).toList();
        for (E constant : type.getEnumConstants()) {
            if (written(constant).equals(value.toLowerCase(Locale.ROOT))) {
                return constant;
            }
        }
        throw new IllegalArgumentException("option \"" + name + "\" of " + owner + " is \"" + value + "\"; "
                + Suggestions.nearest(value, known)
                        .map(near -> "did you mean \"" + near + "\"? expected one of " + String.join(", ", known))
                        .orElse("expected one of " + String.join(", ", known)));
    }

    private static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String range(int min, int max) {
        return max == Integer.MAX_VALUE ? " of at least " + min : " from " + min + " to " + max;
    }

    private IllegalArgumentException bad(String name, String expected) {
        return new IllegalArgumentException(
                "option \"" + name + "\" of " + owner + " is \"" + text(name) + "\", expected " + expected);
    }
}
