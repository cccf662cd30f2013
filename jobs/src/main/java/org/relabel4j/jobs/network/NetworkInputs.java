package org.relabel4j.jobs.network;

import java.util.Map;

/**
 * One network and the images that it is put to work on.
 *
 * @param model id of a residual network
 * @param dataset id of a data set of images
 * @param datasetOptions its options, name to value
 * @param seed of every random choice, such as which images are taken if not all
 */
public record NetworkInputs(String model, String dataset, Map<String, String> datasetOptions, long seed) {
    public NetworkInputs {
        datasetOptions = Map.copyOf(datasetOptions);
    }
}
