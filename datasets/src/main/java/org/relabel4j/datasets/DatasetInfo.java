package org.relabel4j.datasets;

import java.util.List;
import org.relabel4j.core.option.Option;

/**
 * A data set as the registry lists it.
 *
 * @param name id, lower case with hyphens
 * @param summary what it is, in one line
 * @param licence under which licence it may be used, and whom to name
 * @param options the options that loading it takes
 */
public record DatasetInfo(String name, String summary, String licence, List<Option<?>> options) {
    public DatasetInfo {
        options = List.copyOf(options);
    }
}
