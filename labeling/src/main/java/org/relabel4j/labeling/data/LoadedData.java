package org.relabel4j.labeling.data;

import org.relabel4j.core.training.Examples;
import org.relabel4j.datasets.format.Ids;

/**
 * Examples as they were read.
 *
 * @param ids id of each, distinct
 * @param examples what a model sees of each, in the order of the ids
 * @param digest of all that was read: it changes whenever a value or an id does
 */
public record LoadedData(Ids ids, Examples examples, String digest) {}
