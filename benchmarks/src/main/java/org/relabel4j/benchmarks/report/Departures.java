package org.relabel4j.benchmarks.report;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.relabel4j.benchmarks.experiment.Experiments;
import org.relabel4j.benchmarks.grid.RunKeys;
import org.relabel4j.datasets.format.YamlText;

/**
 * What a run of a bundled experiment starts from that none of the experiment's presets does: other data, first labels, noise, batches
 * or folds. What its description and published results say is then not of this run.
 */
final class Departures {
    private static final Set<String> KEYS = Set.of("dataset", "batch", "folds", "annotators");

    private Departures() {}

    /**
     * The departures, such as {@code batch is 50 (there 500)}; none of an experiment that is not bundled, or not known.
     *
     * @param config a run's, keys with dots for nesting
     */
    static List<String> of(Map<String, String> config) {
        List<String> departures = new ArrayList<>();
        String name = config.getOrDefault("name", "");
        if (Experiments.names().contains(name)) {
            List<Map<String, String>> presets = Experiments.all().stream()
                    .filter(experiment -> experiment.name().equals(name))
                    .flatMap(experiment -> experiment.presets().stream())
                    .map(preset -> config(name, preset))
                    .toList();
            config.forEach((key, value) -> {
                Set<String> there = new TreeSet<>();
                presets.forEach(preset -> there.add(preset.getOrDefault(key, "not set")));
                if (matters(key, presets.get(0).get("dataset")) && !there.contains(value)) {
                    departures.add(key + " is " + value + " (there " + String.join(" or ", there) + ")");
                }
            });
        }
        return departures;
    }

    private static boolean matters(String key, String dataset) {
        return KEYS.contains(key)
                || key.startsWith("initial.")
                || key.startsWith("noise.")
                || key.startsWith(dataset + ".") && !key.endsWith("-dir");
    }

    /** An experiment as it is with a preset; with a model and a strategy that need nothing, since these do not matter here. */
    private static Map<String, String> config(String name, String preset) {
        List<String> overrides = List.of("preset=" + preset, "models=extra-trees", "strategies=random");
        try {
            String yaml = YamlText.write(Experiments.load(name, overrides).toMap());
            return RunKeys.flat(new YAMLMapper().readTree(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException("the configuration of " + name + " cannot be read", e);
        }
    }
}
