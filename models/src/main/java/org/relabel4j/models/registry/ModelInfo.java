package org.relabel4j.models.registry;

import java.util.List;
import org.relabel4j.core.option.Option;

/**
 * What the registry says about a model.
 *
 * @param name id, lower case with hyphens
 * @param summary one sentence
 * @param options the options that it takes, in the order to show them
 */
public record ModelInfo(String name, String summary, List<Option<?>> options) {
    public ModelInfo {
        options = List.copyOf(options);
    }
}
