package org.relabel4j.cli;

import java.util.List;
import org.relabel4j.datasets.Datasets;
import picocli.CommandLine.Command;

/** {@code relabel4j datasets}. */
@Command(
        name = "datasets",
        description = "List the data sets.",
        footer = {"", "Examples:", "  relabel4j datasets csv", "  relabel4j datasets --json"})
final class DatasetsCommand extends ListCommand {
    DatasetsCommand() {
        super("data set");
    }

    @Override
    List<Listing.Item> items() {
        return Datasets.all().stream()
                .map(dataset -> Listing.Item.of(dataset.name(), dataset.summary())
                        .withOptions(
                                dataset.options(),
                                "evaluate and pretrain --option KEY=VALUE, in experiments " + dataset.name()
                                        + ".KEY=VALUE:")
                        .with("licence", dataset.licence())
                        .from(Datasets.registry().origin(dataset.name())))
                .toList();
    }
}
