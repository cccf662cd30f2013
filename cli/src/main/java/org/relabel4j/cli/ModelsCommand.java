package org.relabel4j.cli;

import java.util.List;
import org.relabel4j.models.registry.Models;
import picocli.CommandLine.Command;

/** {@code relabel4j models}. */
@Command(
        name = "models",
        description = "List the models that can be trained.",
        footer = {"", "Examples:", "  relabel4j models mlp", "  relabel4j models --json"})
final class ModelsCommand extends ListCommand {
    ModelsCommand() {
        super("model");
    }

    @Override
    List<Listing.Item> items() {
        return Models.all().stream()
                .map(model -> Listing.Item.of(model.name(), model.summary())
                        .withOptions(model.options(), "in experiments " + model.name() + ".KEY=VALUE:")
                        .from(Models.registry().origin(model.name())))
                .toList();
    }
}
