package org.relabel4j.cli;

import java.util.List;
import java.util.stream.Stream;
import org.relabel4j.benchmarks.cleaning.CleaningExperiments;
import org.relabel4j.benchmarks.experiment.Experiments;
import picocli.CommandLine.Command;

/** {@code relabel4j experiments}. */
@Command(
        name = "experiments",
        description = "List the bundled experiments, for `relabel4j benchmark' and `relabel4j clean'.",
        footer = {"", "Examples:", "  relabel4j experiments wall-robot", "  relabel4j experiments --json"})
final class ExperimentsCommand extends ListCommand {
    ExperimentsCommand() {
        super("experiment");
    }

    @Override
    List<Listing.Item> items() {
        return Stream.concat(
                        Experiments.all().stream().map(experiment -> item(experiment, "benchmark")),
                        CleaningExperiments.all().stream().map(experiment -> item(experiment, "clean")))
                .toList();
    }

    private static Listing.Item item(Experiments.Info experiment, String command) {
        String presets = String.join(", ", experiment.presets());
        return Listing.Item.of(
                        experiment.name(), experiment.description() + " (" + command + "; presets: " + presets + ")")
                .with("presets", experiment.presets())
                .with("command", command);
    }
}
