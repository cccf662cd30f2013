package org.relabel4j.datasets.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A set of classes as one text: {@code cat|dog}, with a separator that the options give; nothing, or the separator alone, is the
 * empty set. Label Studio's tables have {@code {"choices":["cat","dog"]}} for several classes and {@code cat} for one.
 */
final class LabelSetText {
    private LabelSetText() {}

    /** The classes of a set, each once; the class "" alone for the empty set. */
    static List<String> classes(String text, LabelOptions options) {
        List<String> given = text.startsWith("{") || text.startsWith("[")
                ? ofJson(text).orElseGet(() -> List.of(text))
                : Arrays.asList(text.split(Pattern.quote(options.separator().orElseThrow()), -1));
        List<String> classes = given.stream()
                .map(Names::normal)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
        return classes.isEmpty() ? List.of("") : classes;
    }

    /**
     * A set as one text.
     *
     * @throws CsvProblem if a class has the separator in its name
     */
    static String text(List<String> classes, LabelOptions options) {
        String separator = options.separator().orElseThrow();
        for (String name : classes) {
            if (name.contains(separator)) {
                throw new CsvProblem(
                        "has the class \"" + name + "\"",
                        "none with the separator " + separator + " in its name",
                        "say another one with --separator");
            }
        }
        return String.join(separator, classes);
    }

    /** The texts of a list, or of {@code {"choices": list}}; empty if a value is something else. */
    static Optional<List<String>> list(Object value) {
        Object list = value instanceof Map<?, ?> map && map.size() == 1 ? map.get("choices") : value;
        return list instanceof List<?> names && names.stream().allMatch(String.class::isInstance)
                ? Optional.of(names.stream().map(String.class::cast).toList())
                : Optional.empty();
    }

    private static Optional<List<String>> ofJson(String text) {
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            parser.nextToken();
            Optional<List<String>> list = list(LabelJson.value(parser));
            return parser.nextToken() == null ? list : Optional.empty();
        } catch (IOException e) {
            // It is a name that begins so.
            return Optional.empty();
        }
    }
}
