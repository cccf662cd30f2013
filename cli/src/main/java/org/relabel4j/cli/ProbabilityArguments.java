package org.relabel4j.cli;

import java.nio.file.Path;
import java.util.List;
import org.relabel4j.datasets.format.ProbabilityOptions;
import picocli.CommandLine.Option;

/** The arguments of the commands that read predicted probabilities. */
final class ProbabilityArguments {
    @Option(
            names = "--pred-probs",
            paramLabel = "PROBS",
            description = "A model's predicted class probabilities, CSV, .npy or .npz. Repeat it for an ensemble.")
    private List<Path> files = List.of();

    @Option(
            names = "--pred-columns",
            paramLabel = "NAME",
            split = ",",
            description = "The columns of PROBS with probabilities, where it has others too.")
    private List<String> columns = List.of();

    @Option(names = "--normalise", description = "Divide every row of PROBS by its sum: for counts and percentages.")
    private boolean normalise;

    List<Path> files() {
        return files;
    }

    ProbabilityOptions options() {
        return new ProbabilityOptions(normalise, columns, List.of());
    }
}
