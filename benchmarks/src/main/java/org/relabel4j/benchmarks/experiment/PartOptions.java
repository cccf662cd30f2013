package org.relabel4j.benchmarks.experiment;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.relabel4j.core.option.Given;

/**
 * The options of the strategies, models and data set of an experiment, as given. Immutable.
 *
 * @param byPart name of the part, option, value
 */
public record PartOptions(SortedMap<String, SortedMap<String, String>> byPart) {
    /** What is set under a part's name: {@code mlp.epochs} is the option epochs of mlp. Set to nothing, it is not set. */
    public static Map<String, String> under(String part, Map<String, Given> settings) {
        Map<String, String> own = new TreeMap<>();
        settings.forEach((key, value) -> {
            if (key.startsWith(part + ".") && !value.items().isEmpty()) {
                own.put(key.substring(part.length() + 1), value.text());
            }
        });
        return own;
    }

    /**
     * The options of the parts in use.
     *
     * @param keys names of keys, which are no options
     * @param furtherNames further names of parts, with the parts' own, whose options they have unless they have others
     */
    public static PartOptions of(
            Set<String> parts, Map<String, Given> settings, Collection<String> keys, Map<String, String> furtherNames) {
        Map<String, Given> own = new TreeMap<>(settings);
        own.keySet().removeAll(keys);
        SortedMap<String, SortedMap<String, String>> byPart = new TreeMap<>();
        for (String part : parts) {
            SortedMap<String, String> options = new TreeMap<>(under(furtherNames.getOrDefault(part, part), own));
            options.putAll(under(part, own));
            if (!options.isEmpty()) {
                byPart.put(part, options);
            }
        }
        return new PartOptions(byPart);
    }

    /** Options of one part; empty if none are set. */
    public Map<String, String> of(String part) {
        return byPart.getOrDefault(part, new TreeMap<>());
    }

    /** Puts them after other keys: {@code part.option}. */
    public void putInto(Map<String, Object> map) {
        byPart.forEach((part, values) -> values.forEach((option, value) -> map.put(part + "." + option, value)));
    }
}
