package org.relabel4j.core.option;

import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.relabel4j.core.text.Choices;
import org.relabel4j.core.text.Suggestions;

/**
 * What values an option takes.
 *
 * @param parse reads one; throws {@link IllegalArgumentException} with what follows the option's name in a complaint
 * @param written the value for a file: a text, a number or a list of these; null to leave the option out
 * @param expected what a complaint asks for
 * @param shown what the meaning of the option ends with: its range or choices; may be empty
 * @param isPath whether they are paths of files or folders
 */
record Kind<T>(Function<Given, T> parse, Function<T, Object> written, String expected, String shown, boolean isPath) {
    /** Positive numbers nearer to 0 vanish in sums, and quotients by them are no numbers. */
    private static final double SMALLEST_POSITIVE = 1e-12;

    Kind(Function<Given, T> parse, Function<T, Object> written, String expected, String shown) {
        this(parse, written, expected, shown, false);
    }

    static Kind<String> text() {
        return new Kind<>(Kind::one, value -> value, "a text", "");
    }

    static Kind<String> path() {
        return new Kind<>(
                given -> {
                    String path = one(given);
                    if (!isPath(path)) {
                        throw bad(path, "a path");
                    }
                    return path;
                },
                value -> value,
                "a path",
                "",
                true);
    }

    private static boolean isPath(String text) {
        try {
            return !Path.of(text).toString().isEmpty();
        } catch (InvalidPathException e) {
            return false;
        }
    }

    static Kind<String> oneOf(List<String> names) {
        String expected = names.isEmpty() ? "nothing" : "one of " + String.join(", ", names);
        return new Kind<>(
                given -> {
                    if (!names.contains(one(given))) {
                        throw unknown(one(given), names, expected);
                    }
                    return one(given);
                },
                value -> value,
                expected,
                ": " + Choices.or(names));
    }

    static <E extends Enum<E>> Kind<E> choice(Class<E> type, Map<E, String> notes) {
        List<String> names = Choices.names(type);
        List<String> shown = Arrays.stream(type.getEnumConstants())
                .map(constant -> Choices.written(constant)
                        + (notes.containsKey(constant) ? " (" + notes.get(constant) + ")" : ""))
                .toList();
        String expected = "one of " + String.join(", ", names);
        return new Kind<>(
                given -> Choices.find(type, one(given)).orElseThrow(() -> unknown(one(given), names, expected)),
                Choices::written,
                expected,
                ": " + Choices.or(shown));
    }

    static Kind<Boolean> flag() {
        return new Kind<>(
                given -> switch (one(given).toLowerCase(Locale.ROOT)) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw bad(one(given), "true or false");
                },
                value -> value,
                "true or false",
                ": true or false");
    }

    static Kind<Integer> integer(int min, int max) {
        String range = max == Integer.MAX_VALUE ? "at least " + min : min + " to " + max;
        String expected = "a whole number " + (max == Integer.MAX_VALUE ? "of " : "from ") + range;
        return number(
                text -> {
                    int value = Integer.parseInt(text);
                    return value >= min && value <= max ? Optional.of(value) : Optional.empty();
                },
                expected,
                ", " + range);
    }

    static Kind<Long> wholeNumber() {
        return number(text -> Optional.of(Long.valueOf(text)), "a whole number", "");
    }

    static Kind<Double> real(double min, double max) {
        String range = plain(min) + " to " + plain(max);
        return number(
                text -> {
                    double value = Double.parseDouble(text);
                    if (min <= 0 && value > 0 && value < SMALLEST_POSITIVE) {
                        throw bad(
                                text,
                                "a number from " + range + ", and not nearer to 0 than " + plain(SMALLEST_POSITIVE));
                    }
                    return value >= min && value <= max ? Optional.of(value) : Optional.empty();
                },
                "a number from " + range,
                ", " + range);
    }

    private static <N> Kind<N> number(Function<String, Optional<N>> read, String expected, String shown) {
        return new Kind<>(
                given -> {
                    try {
                        return read.apply(one(given).strip()).orElseThrow(() -> bad(one(given), expected));
                    } catch (NumberFormatException e) {
                        throw bad(one(given), expected);
                    }
                },
                value -> value,
                expected,
                shown);
    }

    Kind<List<T>> list() {
        return new Kind<>(
                given -> items(given).map(this::item).toList(),
                values -> values.stream().map(written).toList(),
                expected + ", or several with commas between",
                shown,
                isPath);
    }

    private T item(String text) {
        try {
            return parse.apply(Given.of(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage().replaceFirst("^is ", "has "), e);
        }
    }

    private static Stream<String> items(Given given) {
        List<String> items = given.isList()
                ? given.items()
                : Arrays.stream(given.text().split(",", -1)).map(String::strip).toList();
        if (items.contains("")) {
            throw new IllegalArgumentException("has an empty item");
        }
        return items.stream();
    }

    /** The same, or a word for none; without a word, none is what is left out. */
    Kind<Optional<T>> orNone(Optional<String> word) {
        String or = word.map(none -> ", or " + none).orElse("");
        return new Kind<>(
                given -> {
                    if (word.isPresent() && given.text().equals(word.get())) {
                        return Optional.empty();
                    }
                    try {
                        return Optional.of(parse.apply(given));
                    } catch (IllegalArgumentException e) {
                        throw new IllegalArgumentException(e.getMessage() + or, e);
                    }
                },
                value -> value.map(written).orElse(word.orElse(null)),
                expected + or,
                shown + or,
                isPath);
    }

    private static String one(Given given) {
        if (given.items().size() != 1) {
            throw new IllegalArgumentException("is a list, expected one value");
        }
        return given.items().get(0);
    }

    private static IllegalArgumentException bad(String found, String expected) {
        return new IllegalArgumentException("is \"" + found + "\", expected " + expected);
    }

    private static IllegalArgumentException unknown(String found, List<String> names, String expected) {
        return bad(
                found,
                expected
                        + Suggestions.nearest(found, names)
                                .map(near -> "; did you mean \"" + near + "\"?")
                                .orElse(""));
    }

    /** A number as people write it: 0, 0.95, 1e9; the largest below 1 as "below 1". */
    static String plain(double value) {
        double above = Math.nextUp(value);
        if (value != Math.rint(value) && above == Math.rint(above)) {
            return "below " + plain(above);
        }
        double size = Math.abs(value);
        return value == 0 || size >= 1e-6 && size < 1e6
                ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
                : String.valueOf(value).replace(".0E", "e").replace('E', 'e');
    }
}
