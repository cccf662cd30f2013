package org.relabel4j.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.relabel4j.benchmarks.experiment.Experiments;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code relabel4j experiments}. */
@Command(
        name = "experiments",
        description = "List the bundled experiments, for `relabel4j benchmark'.",
        footer = {"", "Examples:", "  relabel4j experiments wall-robot", "  relabel4j experiments --json"})
final class ExperimentsCommand implements Callable<Integer> {
    @ParentCommand
    private RootCommand root;

    @Mixin
    private ListOptions list;

    @Override
    public Integer call() throws IOException {
        var items = Experiments.all().stream()
                .map(experiment -> Listing.Item.of(
                                experiment.name(),
                                experiment.description() + " (presets: " + String.join(", ", experiment.presets())
                                        + ")")
                        .with("presets", experiment.presets()))
                .toList();
        list.print("experiment", items, root.console());
        return 0;
    }
}
