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

    private KnownKeys(Collection<String> names, Collection<String> parts) {
        this.names = List.copyOf(names);
        this.parts = new TreeSet<>(parts);
    }

    /**
     * The keys of an experiment, and options of known strategies, models and data sets, and of strategies' further names.
     *
     * @param names keys as written
     * @param parts names of what else has options
     */
    public static KnownKeys of(
            Collection<String> names, Components components, Collection<String> parts, ExperimentFiles.Parsed parsed) {
        TreeSet<String> all = new TreeSet<>(parts);
        all.addAll(components.strategies());
        all.addAll(components.models());
        all.addAll(components.datasets());
        all.addAll(strategyNames(parsed.file(), names));
        all.addAll(strategyNames(parsed.given(), names));
        parsed.presets().values().forEach(preset -> all.addAll(strategyNames(preset, names)));
        return new KnownKeys(names, all);
    }

    /** Further names that settings give to strategies: those with an option {@code strategy}. */
    private static Set<String> strategyNames(Settings settings, Collection<String> keys) {
        Set<String> groups = keys.stream().map(KnownKeys::firstPart).collect(Collectors.toSet());
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
