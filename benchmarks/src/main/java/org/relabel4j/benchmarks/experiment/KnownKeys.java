package org.relabel4j.benchmarks.experiment;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.relabel4j.core.text.Suggestions;

/** The keys that may be set in a kind of experiment, and options of its parts, such as known models and data sets. */
public final class KnownKeys {
    private final Collection<String> names;
    private final TreeSet<String> parts;

    /**
     * @param names keys as written
     * @param parts names of what has options: {@code <part>.<option>} is a key, too
     */
    public KnownKeys(Collection<String> names, Collection<String> parts) {
        this.names = List.copyOf(names);
        this.parts = new TreeSet<>(parts);
    }

    /**
     * The keys of {@link Key}, and options of known strategies, models and data sets.
     *
     * @param strategyNames strategies' further names, which have options too
     */
    static KnownKeys of(Components components, Set<String> strategyNames) {
        TreeSet<String> parts = new TreeSet<>(components.strategies());
        parts.addAll(components.models());
        parts.addAll(components.datasets());
        parts.addAll(strategyNames);
        return new KnownKeys(Key.names(), parts);
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
    public void check(Settings settings) {
        settings.values().forEach((written, value) -> {
            // Of the kinds of experiments, those with the key "variants" may have keys of variants.
            String key = names.contains(Key.VARIANTS.yaml()) ? Variants.withoutVariant(written) : written;
            int dot = key.indexOf('.');
            if (!key.isEmpty() && !names.contains(key) && (dot < 0 || !parts.contains(key.substring(0, dot)))) {
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
