package org.relabel4j.models.registry;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the registry says about a model.
 *
 * @param name id, lower case with hyphens
 * @param summary one sentence
 * @param options each option with its meaning and default, in the order to show them
 */
public record ModelInfo(String name, String summary, Map<String, String> options) {
    public ModelInfo {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }
}
