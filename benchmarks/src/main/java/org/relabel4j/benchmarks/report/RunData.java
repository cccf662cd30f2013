package org.relabel4j.benchmarks.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One run as read from its folder.
 *
 * @param name name of the folder
 * @param models results by experiment and model; none of a label-cleaning run
 * @param config resolved configuration, keys with dots for nesting, in file order; empty if the file is missing
 * @param environment where and with what it ran, likewise
 * @param choices how often trainers chose what, by model or selector, member and option; empty if they chose nothing
 */
record RunData(
        String name,
        List<ModelResult> models,
        Map<String, String> config,
        Map<String, String> environment,
        Map<String, String> choices) {
    /** The experiments, in order of their first row: one, or the variants of one. */
    List<String> experiments() {
        return models.stream().map(ModelResult::experiment).distinct().toList();
    }

    /** How it came about, by caption. */
    Map<String, Map<String, String>> provenance() {
        Map<String, Map<String, String>> keys = new LinkedHashMap<>();
        keys.put("Configuration", described());
        keys.put("Environment", environment);
        if (!choices.isEmpty()) {
            keys.put("Chosen by the training examples of a fold", choices);
        }
        return keys;
    }

    /** The configuration, with what the description says of the experiment, but not of this run. */
    private Map<String, String> described() {
        List<String> departures = models.isEmpty() ? List.of() : models.get(0).departures();
        Map<String, String> described = new LinkedHashMap<>(config);
        if (!departures.isEmpty()) {
            described.computeIfPresent(
                    "description", (key, text) -> text + "; in this run " + String.join("; ", departures));
        }
        return described;
    }

    RunData with(String newName, List<ModelResult> results) {
        return new RunData(newName, results, config, environment, choices);
    }
}
