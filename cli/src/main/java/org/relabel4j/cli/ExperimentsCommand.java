package org.relabel4j.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.relabel4j.benchmarks.cleaning.CleaningExperiments;
import org.relabel4j.benchmarks.experiment.Experiments;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code relabel4j experiments}. */
@Command(
        name = "experiments",
        description = "List the bundled experiments, for `relabel4j benchmark' and `relabel4j clean'.",
        footer = {"", "Examples:", "  relabel4j experiments wall-robot", "  relabel4j experiments --json"})
final class ExperimentsCommand implements Callable<Integer> {
    @ParentCommand
    private RootCommand root;

    @Mixin
    private ListOptions list;

    @Override
    public Integer call() throws IOException {
        var items = Stream.concat(
                        Experiments.all().stream().map(experiment -> item(experiment, "benchmark")),
                        CleaningExperiments.all().stream().map(experiment -> item(experiment, "clean")))
                .toList();
        list.print("experiment", items, root.console());
        return 0;
    }

    private static Listing.Item item(Experiments.Info experiment, String command) {
        String presets = String.join(", ", experiment.presets());
        return Listing.Item.of(
                        experiment.name(), experiment.description() + " (" + command + "; presets: " + presets + ")")
                .with("presets", experiment.presets())
                .with("command", command);
    }
}
