package org.relabel4j.benchmarks.experiment;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.relabel4j.core.text.Suggestions;

/**
 * The keys that may be set: those of {@link Key}, and options of a known strategy, model or data set, or of a strategy's further
 * name.
 */
final class KnownKeys {
    private final TreeSet<String> parts;

    /**
     * @param names strategies' further names
     */
    KnownKeys(Components components, Set<String> names) {
        parts = new TreeSet<>(components.strategies());
        parts.addAll(components.models());
        parts.addAll(components.datasets());
        parts.addAll(names);
    }

    /** Further names that settings give to strategies: those with an option {@code strategy}. */
    static Set<String> strategyNames(Settings settings) {
        Set<String> groups =
                Key.names().stream().map(KnownKeys::firstPart).collect(Collectors.toCollection(TreeSet::new));
        Set<String> names = new TreeSet<>();
        for (String key : settings.values().keySet()) {
            String own = Variants.withoutVariant(key);
            String name = firstPart(own);
            if (own.equals(name + "." + ExperimentConfig.STRATEGY_OPTION)
                    && name.matches("[a-z0-9][a-z0-9-]*")
                    && !groups.contains(name)) {
                names.add(name);
            }
        }
        return names;
    }

    private static String firstPart(String key) {
        int dot = key.indexOf('.');
        return dot < 0 ? key : key.substring(0, dot);
    }

    /**
     * @throws IllegalArgumentException if a key is unknown; the message names the nearest known one
     */
    void check(Settings settings) {
        settings.values().forEach((written, value) -> {
            String key = Variants.withoutVariant(written);
            int dot = key.indexOf('.');
            if (!key.isEmpty() && !Key.names().contains(key) && (dot < 0 || !parts.contains(key.substring(0, dot)))) {
                throw new IllegalArgumentException(value.origin() + ": unknown key \"" + key + "\"; " + hint(key));
            }
        });
    }

    private String hint(String key) {
        int dot = key.indexOf('.');
        if (Suggestions.nearest(key, Key.names()).isEmpty() && dot > 0) {
            Optional<String> part = Suggestions.nearest(key.substring(0, dot), parts);
            if (part.isPresent()) {
                return "did you mean \"" + part.get() + key.substring(dot) + "\"?";
            }
        }
        return Suggestions.hint(key, Key.names());
    }
}
