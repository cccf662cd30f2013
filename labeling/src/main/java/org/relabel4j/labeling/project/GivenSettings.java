package org.relabel4j.labeling.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.relabel4j.core.option.Given;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;
import org.relabel4j.core.registry.ConsensusMethods;
import org.relabel4j.core.registry.Strategies;
import org.relabel4j.core.text.Suggestions;
import org.relabel4j.datasets.format.YamlKeys;
import org.relabel4j.models.registry.Models;

/**
 * Settings as they are given, before anybody looks at what they mean. Immutable.
 *
 * @param folder the project's
 * @param source where they are from, for messages
 * @param values by key, in order
 */
record GivenSettings(Path folder, String source, Map<String, Given> values) {
    private static final String COMMAND_LINE = "command line";
    private static final List<String> OF_THE_PROJECT =
            List.of(ProjectKeys.CLASSES.name(), ProjectKeys.MULTI_LABEL.name());
    private static final List<String> NAMES =
            ProjectKeys.ALL.stream().map(Option::name).toList();

    /** As {@link ProjectSettings#parse}. */
    static GivenSettings parse(String yaml, Path file) {
        String source = file.toString();
        Map<String, Given> given = new LinkedHashMap<>();
        YamlKeys.parse(yaml, source, (key, value) -> {
            if (given.putIfAbsent(key, value) != null) {
                throw new IllegalArgumentException(value.origin() + ": " + key + " is given twice; give it once");
            }
        });
        return new GivenSettings(file.resolveSibling(""), source, given);
    }

    /** As {@link ProjectSettings#of}. */
    static GivenSettings of(Path folder, Map<String, List<String>> values, List<String> overrides) {
        Map<String, Given> given = new LinkedHashMap<>();
        given.put(ProjectKeys.VERSION.name(), Given.of(Integer.toString(ProjectKeys.VERSION_NOW)));
        values.forEach((key, items) -> given.put(key, new Given(items, items.size() > 1, COMMAND_LINE)));
        given.putAll(words(folder, overrides));
        return new GivenSettings(folder, COMMAND_LINE, given);
    }

    /** As {@link ProjectSettings#with}. */
    GivenSettings with(List<String> overrides) {
        Map<String, Given> changed = new LinkedHashMap<>(values);
        changed.putAll(words(folder, overrides));
        return new GivenSettings(folder, source, changed);
    }

    /** As {@link ProjectSettings#forRound}. */
    GivenSettings forRound(List<String> overrides) {
        words(folder, overrides).forEach((key, value) -> {
            if (key.startsWith("data.") || OF_THE_PROJECT.contains(key)) {
                boolean fixed = key.equals(ProjectKeys.MULTI_LABEL.name());
                throw new IllegalArgumentException(value.origin() + ": " + key
                        + " holds for the project, not for a round; "
                        + (fixed ? "it cannot be changed" : "change it by relabel4j init DIR --update"));
            }
        });
        return with(overrides);
    }

    /** As {@link ProjectSettings#ofRound}. */
    GivenSettings ofRound(Map<String, Object> settings) {
        Map<String, Given> changed = new LinkedHashMap<>(values);
        settings.forEach((key, value) -> {
            boolean moved = Models.isPath(key)
                    && values.containsKey(key)
                    && Files.notExists(folder.resolve(String.valueOf(value)));
            if (!key.startsWith("data.") && !moved) {
                changed.put(
                        key,
                        value instanceof List<?> items
                                ? new Given(items.stream().map(String::valueOf).toList(), true, source)
                                : Given.of(String.valueOf(value)));
            }
        });
        return new GivenSettings(folder, source, changed);
    }

    private static Map<String, Given> words(Path folder, List<String> words) {
        Map<String, Given> given = new LinkedHashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(
                        COMMAND_LINE + ": '" + word + "' is not of the form key=value, such as folds=5");
            }
            String key = word.substring(0, equals).strip();
            String text = word.substring(equals + 1).strip();
            boolean path = !text.isEmpty() && Models.isPath(key);
            if (path) {
                checkPath(COMMAND_LINE, key, new Given(List.of(text), false, COMMAND_LINE));
            }
            String value = path ? Project.seenFrom(folder, Path.of(text)) : text;
            Given before = given.put(key, new Given(value.isEmpty() ? List.of() : List.of(value), false, COMMAND_LINE));
            if (before != null) {
                throw new IllegalArgumentException(COMMAND_LINE + ": " + key + " is given twice; give it once");
            }
        }
        return given;
    }

    /** Checks that the keys are those of a project or of a part. */
    void checkKeys() {
        Set<String> parts = partNames();
        values.forEach((key, value) -> {
            int dot = key.indexOf('.');
            if (!NAMES.contains(key) && !(dot > 0 && parts.contains(key.substring(0, dot)))) {
                throw new IllegalArgumentException(
                        value.origin() + ": unknown key \"" + key + "\"; " + Suggestions.hint(key, NAMES));
            }
            if (!NAMES.contains(key) && value.items().isEmpty()) {
                checkOption(key.substring(0, dot), key.substring(dot + 1), value.origin());
            } else if (Models.isPath(key)) {
                checkPath(source, key, value);
            }
        });
    }

    /** Checks that a part has an option, which has no value, so that nothing else would. */
    private static void checkOption(String part, String option, String origin) {
        try {
            if (Models.names().contains(part)) {
                Models.checkOption(part, option);
            } else if (Strategies.names().contains(part)) {
                Options.checkName("strategy " + part, Strategies.byName(part).options(), option);
            } else {
                Options.checkName("method " + part, ConsensusMethods.info(part).options(), option);
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(origin + ": " + e.getMessage(), e);
        }
    }

    private static void checkPath(String source, String key, Given value) {
        Option<String> path = Option.path(key, "file").withDefault("");
        Options.ofFile(source, List.of(path), Map.of(key, value)).get(path);
    }

    private static Set<String> partNames() {
        return Stream.of(Strategies.names(), ConsensusMethods.names(), Models.names())
                .flatMap(List::stream)
                .collect(Collectors.toSet());
    }

    /** As {@link ProjectSettings#options}. */
    Map<String, String> options(String part) {
        Map<String, String> own = new TreeMap<>(Options.ofPart(part, ofParts()));
        own.replaceAll(
                (option, text) -> Models.isPath(option) ? folder.resolve(text).toString() : text);
        return own;
    }

    /** The texts of the options of parts by their keys, in order. */
    Map<String, String> ofParts() {
        Map<String, String> texts = new TreeMap<>();
        values.forEach((key, value) -> texts.put(key, value.text()));
        texts.keySet().removeAll(NAMES);
        texts.values().removeIf(String::isEmpty);
        return texts;
    }
}
