package org.relabel4j.datasets.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A set of classes as one text: {@code cat|dog}, with a separator that the options give; nothing, or the separator alone, is the
 * empty set. Label Studio's tables have {@code {"choices":["cat","dog"]}} for several classes and {@code cat} for one.
 */
public final class LabelSetText {
    /** What stands between the classes of a set that this program writes; alone it is the empty set. */
    public static final String SEPARATOR = "|";

    /** What stands for a set that nobody has said. */
    public static final String UNANSWERED = "?";

    private LabelSetText() {}

    /** A set as this program writes it, of classes without the separator in their names. */
    public static String of(List<String> classes) {
        return classes.isEmpty() ? SEPARATOR : String.join(SEPARATOR, classes);
    }

    /** The classes of what {@link #of} has written. */
    public static List<String> parse(String text) {
        return text.equals(SEPARATOR) ? List.of() : List.of(text.split(Pattern.quote(SEPARATOR), -1));
    }

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

    /** Adds a note if labels look like sets with a sign between their classes that is not taken as such: they share a part. */
    static void hint(LabelTable table) {
        String sign = table.areSets() ? ";" : SEPARATOR;
        if (table.options().separator().filter(sign::equals).isPresent()) {
            return;
        }
        Set<String> parts = new HashSet<>();
        boolean shared = false;
        String example = "";
        for (String label : table.labelIds().asList()) {
            List<String> split = List.of(label.split(Pattern.quote(sign)));
            example = example.isEmpty() && split.size() > 1 ? label : example;
            shared |= split.stream()
                            .map(Names::normal)
                            .filter(part -> !parts.add(part))
                            .count()
                    > 0;
        }
        if (shared && !example.isEmpty()) {
            table.note("labels such as \"" + example + "\" are taken as one class each; if they are several, "
                    + (table.areSets()
                            ? "add --separator '" + sign + "'"
                            : "score, consensus and find-issues read them with --multi-label"));
        }
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
