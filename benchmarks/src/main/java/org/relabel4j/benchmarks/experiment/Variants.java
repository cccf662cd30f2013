package org.relabel4j.benchmarks.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.relabel4j.core.option.Given;
import org.relabel4j.core.option.Options;

/** The variants of an experiment file: {@code variants.<name>.<key>} is another value of a key in the variant of that name. */
final class Variants {
    private static final String PREFIX = ExperimentKeys.VARIANTS.name() + ".";
    private static final Set<String> COMMON =
            Set.of(ExperimentKeys.NAME.name(), ExperimentKeys.VERSION.name(), ExperimentKeys.DESCRIPTION.name());

    private static final String ALL = "all";

    private final Map<String, Settings> byName = new LinkedHashMap<>();

    private Variants() {}

    /** The key of a variant's key; of the variant itself if the latter is empty. */
    static String key(String variant, String key) {
        return PREFIX + variant + (key.isEmpty() ? "" : "." + key);
    }

    /** A key as it stands without the variant that it belongs to, if any; empty for a variant without keys. */
    static String withoutVariant(String key) {
        if (!key.startsWith(PREFIX)) {
            return key;
        }
        int dot = key.indexOf('.', PREFIX.length());
        return dot < 0 ? "" : key.substring(dot + 1);
    }

    /**
     * Takes the variants out of settings; those that stay are common to all.
     *
     * @throws IllegalArgumentException if a name is not one, or a variant sets what all have in common
     */
    static Variants extract(Settings settings) {
        Variants variants = new Variants();
        settings.extract(ExperimentKeys.VARIANTS.name()).values().forEach((key, value) -> {
            int dot = key.indexOf('.');
            String name = dot < 0 ? key : key.substring(0, dot);
            String own = dot < 0 ? "" : key.substring(dot + 1);
            if (!name.matches("[A-Za-z0-9_-]+")) {
                throw new IllegalArgumentException(
                        value.origin() + ": variant \"" + name + "\", expected a name of letters, digits, _ and -");
            }
            if (dot < 0 && !value.items().isEmpty() || COMMON.contains(own)) {
                throw new IllegalArgumentException(value.origin() + ": variant " + name
                        + (dot < 0
                                ? " is a value, expected keys and values"
                                : " sets " + own + ", which all variants have in common"));
            }
            Settings variant = variants.byName.computeIfAbsent(name, n -> new Settings());
            if (dot >= 0) {
                variant.put(own, value);
            }
        });
        return variants;
    }

    /** Names, in the order of the file. */
    Set<String> names() {
        return byName.keySet();
    }

    /**
     * The settings of the variants to run: the common ones, replaced by the variant's own but for those of the command line.
     *
     * @param chosen names to run
     */
    Map<String, Settings> settings(Settings common, List<String> chosen) {
        Map<String, Settings> settings = new LinkedHashMap<>();
        byName.forEach((name, own) -> {
            if (chosen.contains(name)) {
                Settings both = new Settings();
                both.putAll(common);
                own.values().forEach((key, value) -> {
                    Given general = common.values().get(key);
                    boolean fixed = general != null && general.origin().equals(Settings.COMMAND_LINE);
                    if (!fixed || value.origin().equals(Settings.COMMAND_LINE)) {
                        both.put(key, value);
                    }
                });
                settings.put(name, both);
            }
        });
        return settings;
    }

    /** The names to run, in the order of the file. */
    List<String> choose(Options values, PartChecks checks) {
        if (values.isGiven(ExperimentKeys.VARIANTS) && names().isEmpty()) {
            throw values.complaint(ExperimentKeys.VARIANTS, "is set, but the experiment has none");
        }
        checks.names(ExperimentKeys.VARIANTS, name -> name.equals(ALL) ? List.of() : List.of(name), names());
        List<String> wanted = values.get(ExperimentKeys.VARIANTS);
        return names().stream()
                .filter(name -> wanted.contains(ALL) || wanted.contains(name))
                .toList();
    }

    /** The keys of a variant's map that its common map lacks or has otherwise; the empty key alone if there are none. */
    static Map<String, Object> differences(Map<String, Object> common, Map<String, Object> variant) {
        Map<String, Object> differences = new LinkedHashMap<>();
        variant.forEach((key, value) -> {
            if (!COMMON.contains(key) && !value.equals(common.get(key))) {
                differences.put(key, value);
            }
        });
        if (differences.isEmpty()) {
            differences.put("", null);
        }
        return differences;
    }
}
