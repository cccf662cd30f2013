package org.relabel4j.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.relabel4j.benchmarks.experiment.Experiments;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code relabel4j experiments}. */
@Command(
        name = "experiments",
        description = "List the bundled experiments, for `relabel4j benchmark'.",
        footer = {"", "Example:", "  relabel4j experiments --json"})
final class ExperimentsCommand implements Callable<Integer> {
    @ParentCommand
    private RootCommand root;

    @Option(names = "--json", description = "Print a list of objects with \"name\".")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        var items = Experiments.all().stream()
                .map(experiment -> Listing.Item.of(
                                experiment.name(),
                                experiment.description() + " (presets: " + String.join(", ", experiment.presets())
                                        + ")")
                        .with("presets", experiment.presets()))
                .toList();
        Listing.print(items, json, root.console().out());
        return 0;
    }
}
