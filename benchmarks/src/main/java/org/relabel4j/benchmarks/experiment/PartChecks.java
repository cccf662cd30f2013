package org.relabel4j.benchmarks.experiment;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.relabel4j.core.option.Given;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;
import org.relabel4j.core.text.Suggestions;

/**
 * Checks of an experiment's values that need to know its parts; every complaint names the key and where it was set.
 *
 * @param values of the experiment
 * @param settings what was set, options of parts included
 */
public record PartChecks(Options values, Map<String, Given> settings) {
    /** Refuses a file of another version of the format. */
    public void version(int supported) {
        int version = values.get(ExperimentKeys.VERSION);
        if (version != supported) {
            throw values.complaint(
                    ExperimentKeys.VERSION,
                    "is " + version + ", but this program reads version " + supported
                            + "; a newer program may have written the file");
        }
    }

    /** Refuses a name that may not stand in file names. */
    public void name() {
        String name = values.get(ExperimentKeys.NAME);
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw values.complaint(ExperimentKeys.NAME, "is \"" + name + "\", expected letters, digits and . _ - only");
        }
    }

    /** Refuses names that come twice, or whose parts are not known. */
    public void names(Option<List<String>> key, Function<String, List<String>> partsOf, Collection<String> known) {
        names(key, values.get(key), partsOf, known);
    }

    /** The same of names read from a key. */
    public void names(
            Option<?> key, List<String> items, Function<String, List<String>> partsOf, Collection<String> known) {
        Set<String> seen = new HashSet<>();
        for (String item : items) {
            if (!seen.add(item)) {
                throw values.complaint(key, "names \"" + item + "\" twice; name it once");
            }
            partsOf.apply(item).forEach(part -> known(key, part, known));
        }
    }

    /** Refuses a name that is not known, with the nearest that is. */
    public void known(Option<?> key, String name, Collection<String> known) {
        if (!known.contains(name)) {
            throw values.complaint(key, "names \"" + name + "\", which is unknown; " + Suggestions.hint(name, known));
        }
    }

    /**
     * Makes a part from its options; a complaint about one gets the place where it was set.
     *
     * @param parts the parts that are made
     */
    public <T> T naming(List<String> parts, Supplier<T> make) {
        try {
            return make.get();
        } catch (IllegalArgumentException e) {
            String place = settings.entrySet().stream()
                    .filter(setting -> isBlamed(setting.getKey(), parts, e.getMessage()))
                    .map(setting -> setting.getValue().origin() + ": ")
                    .findFirst()
                    .orElse("");
            throw new IllegalArgumentException(place + e.getMessage(), e);
        }
    }

    /** Messages about options quote the option's name. */
    private static boolean isBlamed(String key, List<String> parts, String message) {
        int dot = key.indexOf('.');
        return dot > 0
                && !ExperimentConfig.FURTHER_NAMES.contains(key.substring(dot + 1))
                && parts.contains(key.substring(0, dot))
                && message.matches(".*\\b" + Pattern.quote(key.substring(dot + 1)) + "\\b.*");
    }
}
