package org.relabel4j.labeling.project;

import java.util.List;
import org.relabel4j.core.training.Examples;
import org.relabel4j.datasets.format.Ids;
import org.relabel4j.labeling.data.LoadedData;

/**
 * The examples of a project that are there now.
 *
 * @param tasks id of each, in the order of being taken in
 * @param examples what a model sees of each
 * @param data all that was read
 * @param digest of these examples
 * @param numNew examples that are there and were not taken in
 * @param vanished ids that were taken in and are not there any more
 */
public record Pool(Ids tasks, Examples examples, LoadedData data, String digest, int numNew, List<String> vanished) {}
