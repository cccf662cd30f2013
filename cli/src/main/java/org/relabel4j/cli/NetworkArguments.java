package org.relabel4j.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.relabel4j.jobs.network.NetworkInputs;
import picocli.CommandLine.Option;

/** The arguments of commands that put one network to work on a data set's images. */
final class NetworkArguments {
    @Option(
            names = "--dataset",
            required = true,
            paramLabel = "DATASET",
            completionCandidates = KnownNames.DataSets.class,
            description = "A data set of images.")
    private String dataset;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Folder with the data set's files. By default, where relabel4j fetch puts them.")
    private Optional<String> dataDir = Optional.empty();

    @Option(
            names = "--option",
            parameterConsumer = KeyValues.class,
            paramLabel = "KEY=VALUE",
            description = "An option of the data set, as relabel4j datasets lists them. Repeat it for more.")
    private Map<String, String> options = new LinkedHashMap<>();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Seed of every random choice, such as which images are taken if not all. Default:"
                    + " ${DEFAULT-VALUE}.")
    private long seed;

    /** What is given beside a model; the data set's options, its folder among them if one is named. */
    NetworkInputs inputs(String model) {
        Map<String, String> all = new LinkedHashMap<>(options);
        dataDir.ifPresent(dir -> all.put("data-dir", dir));
        return new NetworkInputs(model, dataset, all, seed);
    }
}
