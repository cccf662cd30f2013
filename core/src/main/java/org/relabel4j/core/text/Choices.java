package org.relabel4j.core.text;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Constants of enums as people write them: in lower case, with hyphens. */
public final class Choices {
    private Choices() {}

    /** A constant as it is written, such as {@code new-each-round}. */
    public static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** All constants as they are written, in their order. */
    public static List<String> names(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(Choices::written).toList();
    }

    /** The constant that is written so; case counts nothing. */
    public static <E extends Enum<E>> Optional<E> find(Class<E> type, String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> written(constant).equals(plain))
                .findFirst();
    }

    /** {@code a, b or c}. */
    public static String or(List<String> words) {
        int last = words.size() - 1;
        return last < 1 ? String.join("", words) : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }
}
