package org.relabel4j.benchmarks.experiment;

import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import org.relabel4j.core.text.Suggestions;

/** The keys that may be set in a kind of experiment, and options of its parts, such as a known model or data set. */
public final class KnownKeys {
    private final Collection<String> names;
    private final TreeSet<String> parts;

    /**
     * @param names keys as written
     * @param parts names of what has options: {@code <part>.<option>} is a key, too
     */
    public KnownKeys(Collection<String> names, Collection<String> parts) {
        this.names = names;
        this.parts = new TreeSet<>(parts);
    }

    /** The keys of {@link Key}, and options of some parts. */
    static KnownKeys of(Components components) {
        TreeSet<String> parts = new TreeSet<>(components.strategies());
        parts.addAll(components.models());
        parts.addAll(components.datasets());
        return new KnownKeys(Key.names(), parts);
    }

    /**
     * @throws IllegalArgumentException if a key is unknown; the message names the nearest known one
     */
    public void check(Settings settings) {
        settings.values().forEach((key, value) -> {
            int dot = key.indexOf('.');
            if (!names.contains(key) && (dot < 0 || !parts.contains(key.substring(0, dot)))) {
                throw new IllegalArgumentException(value.origin() + ": unknown key \"" + key + "\"; " + hint(key));
            }
        });
    }

    private String hint(String key) {
        int dot = key.indexOf('.');
        if (Suggestions.nearest(key, names).isEmpty() && dot > 0) {
            Optional<String> part = Suggestions.nearest(key.substring(0, dot), parts);
            if (part.isPresent()) {
                return "did you mean \"" + part.get() + key.substring(dot) + "\"?";
            }
        }
        return Suggestions.hint(key, names);
    }
}
