package org.relabel4j.benchmarks.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Turns all settings of an experiment, variants included, into its configuration. */
final class ExperimentBinder {
    private final Components components;
    private final KnownKeys knownKeys;
    private final String source;

    /**
     * @param source name of the experiment file, to complain about missing keys
     */
    ExperimentBinder(Components components, KnownKeys knownKeys, String source) {
        this.components = components;
        this.knownKeys = knownKeys;
        this.source = source;
    }

    ExperimentConfig bind(Settings settings) {
        SettingsReader reader = new SettingsReader(settings, source);
        reader.checkVersion(Key.VERSION, ExperimentConfig.FORMAT_VERSION);
        knownKeys.check(settings);
        Variants variants = Variants.extract(settings);
        List<String> chosen = variants.choose(reader);
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
        Set<String> used = new TreeSet<>();
        Set<String> kinds = new TreeSet<>();
        boolean read = key.equals(Key.VARIANTS.yaml());
        for (ExperimentConfig part : config.parts().values()) {
            used.addAll(part.partsInUse());
            kinds.add(SettingsReader.written(part.labels().noise().kind()));
            read |= part.toMap().containsKey(key);
        }
        String owner = key.substring(0, Math.max(0, key.indexOf('.')));
        if (!read && Key.names().contains(key)) {
            throw new IllegalArgumentException(Settings.COMMAND_LINE + ": " + key + " is set, but noise.kind is "
                    + String.join(", ", kinds) + ", which does not use it");
        }
        if (!Key.names().contains(key) && !used.contains(owner)) {
            throw new IllegalArgumentException(Settings.COMMAND_LINE + ": " + key + " is set, but " + owner
                    + " is not in use; in use are " + String.join(", ", used));
        }
    }
}
