package org.relabel4j.benchmarks.cleaning;

import org.relabel4j.core.cleaning.LabelDistribution;
import org.relabel4j.datasets.Dataset;

/** Says how people label each example of a data set's pool: from their answers, or simulated. Stateless. */
@FunctionalInterface
public interface PeopleSource {
    /**
     * The distribution of labels of each example of the pool.
     *
     * @param data the data set
     * @param settings how to simulate people
     * @return shape (pool, classes)
     * @throws IllegalArgumentException if the settings do not fit the data; one line that starts with the key
     */
    LabelDistribution people(Dataset data, CleaningConfig.People settings);
}
