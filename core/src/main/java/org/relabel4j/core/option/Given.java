package org.relabel4j.core.option;

import java.util.List;

/**
 * A value before it is understood.
 *
 * @param items the scalar, or the items of a list; none for no value
 * @param isList whether it was written as a list; where a list is wanted, commas separate a scalar's items
 * @param origin where it was given, such as file and line; empty if whoever asks knows
 */
public record Given(List<String> items, boolean isList, String origin) {
    /**
     * @throws IllegalArgumentException if an item has a control character, which no name, path or number has
     */
    public Given {
        items = List.copyOf(items);
        for (String item : items) {
            item.chars()
                    .filter(c -> Character.isISOControl(c) && "\t\n\r\u0085".indexOf(c) < 0)
                    .findFirst()
                    .ifPresent(bad -> {
                        throw new IllegalArgumentException((origin.isEmpty() ? "" : origin + ": ")
                                + String.format(
                                        "\"%s\" has the character U+%04X, expected text; delete it", item, bad));
                    });
        }
    }

    /** One word, or several with commas between. */
    public static Given of(String text) {
        return new Given(List.of(text), false, "");
    }

    /** A value as {@link Option} writes it. */
    static Given written(Object value) {
        return value instanceof List<?> list
                ? new Given(list.stream().map(String::valueOf).toList(), true, "")
                : of(String.valueOf(value));
    }

    /** As one text. */
    public String text() {
        return String.join(",", items);
    }
}
