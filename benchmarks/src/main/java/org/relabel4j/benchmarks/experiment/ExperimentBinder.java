package org.relabel4j.benchmarks.experiment;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;

/** Turns all settings of an experiment, variants included, into its configuration. */
final class ExperimentBinder {
    private final Components components;
    private final Collection<String> parts;
    private final String source;

    /**
     * @param parts names of all that has options
     * @param source name of the experiment file, to complain about missing keys
     */
    ExperimentBinder(Components components, Collection<String> parts, String source) {
        this.components = components;
        this.parts = parts;
        this.source = source;
    }

    ExperimentConfig bind(Settings settings) {
        Options chooser =
                Options.ofFile(source, List.of(ExperimentKeys.VERSION, ExperimentKeys.VARIANTS), settings.values());
        PartChecks checks = new PartChecks(chooser, settings.values());
        checks.version(ExperimentConfig.FORMAT_VERSION);
        settings.checkKeys(ExperimentKeys.names(), parts);
        Variants variants = Variants.extract(settings);
        List<String> chosen = variants.choose(chooser, checks);
        ExperimentConfig common = binder(settings).bind();
        Map<String, ExperimentConfig> bound = new LinkedHashMap<>();
        variants.settings(settings, chosen)
                .forEach((name, own) -> bound.put(name, bindVariant(name, own).named(common.name() + "/" + name)));
        ExperimentConfig config = common.withVariants(bound);
        settings.values().forEach((key, value) -> {
            if (value.origin().equals(Settings.COMMAND_LINE)) {
                checkInUse(key, config);
            }
        });
        return config;
    }

    private ConfigBinder binder(Settings settings) {
        return new ConfigBinder(settings, components, source);
    }

    private ExperimentConfig bindVariant(String name, Settings settings) {
        try {
            return binder(settings).bind();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + " (in variant " + name + ")", e);
        }
    }

    /** A key on the command line that nothing reads is a mistake; in a file it may be there for another preset or variant. */
    private static void checkInUse(String key, ExperimentConfig config) {
        Collection<ExperimentConfig> parts = config.parts().values();
        Optional<Option<?>> option = ExperimentKeys.ALL.stream()
                .filter(one -> one.name().equals(key))
                .findFirst();
        if (option.isPresent()) {
            if (parts.stream().noneMatch(part -> part.values().counts(option.get()))) {
                String decider = option.get().decidedBy().orElseThrow().name();
                Set<String> found = new TreeSet<>();
                parts.forEach(part -> found.add(String.valueOf(part.toMap().get(decider))));
                throw new IllegalArgumentException(Settings.COMMAND_LINE + ": " + key + " is set, but " + decider
                        + " is " + String.join(", ", found) + ", which does not use it");
            }
            return;
        }
        Set<String> used = new TreeSet<>();
        parts.forEach(part -> used.addAll(part.partsInUse()));
        String owner = key.substring(0, Math.max(0, key.indexOf('.')));
        if (!key.equals(ExperimentKeys.VARIANTS.name()) && !used.contains(owner)) {
            throw new IllegalArgumentException(Settings.COMMAND_LINE + ": " + key + " is set, but " + owner
                    + " is not in use; in use are " + String.join(", ", used));
        }
    }
}
