package org.relabel4j.benchmarks.experiment;

import java.util.Optional;
import java.util.TreeSet;
import org.relabel4j.core.text.Suggestions;

/** The keys that may be set: those of {@link Key}, and options of a known strategy, model or data set. */
final class KnownKeys {
    private final TreeSet<String> parts;

    KnownKeys(Components components) {
        parts = new TreeSet<>(components.strategies());
        parts.addAll(components.models());
        parts.addAll(components.datasets());
    }

    /**
     * @throws IllegalArgumentException if a key is unknown; the message names the nearest known one
     */
    void check(Settings settings) {
        settings.values().forEach((key, value) -> {
            int dot = key.indexOf('.');
            if (!Key.names().contains(key) && (dot < 0 || !parts.contains(key.substring(0, dot)))) {
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
