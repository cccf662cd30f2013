package org.relabel4j.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.relabel4j.datasets.Datasets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code relabel4j datasets}. */
@Command(
        name = "datasets",
        description = "List the data sets.",
        footer = {"", "Examples:", "  relabel4j datasets csv", "  relabel4j datasets --json"})
final class DatasetsCommand implements Callable<Integer> {
    @ParentCommand
    private RootCommand root;

    @Mixin
    private ListOptions list;

    @Override
    public Integer call() throws IOException {
        var items = Datasets.all().stream()
                .map(dataset -> Listing.Item.of(dataset.name(), dataset.summary())
                        .withOptions(
                                dataset.options(),
                                "evaluate and pretrain --option KEY=VALUE, in experiments " + dataset.name()
                                        + ".KEY=VALUE:")
                        .with("licence", dataset.licence()))
                .toList();
        list.print("data set", items, root.console());
        return 0;
    }
}
