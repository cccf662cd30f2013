package org.relabel4j.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.relabel4j.models.registry.Models;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code relabel4j models}. */
@Command(
        name = "models",
        description = "List the models that can be trained.",
        footer = {"", "Examples:", "  relabel4j models mlp", "  relabel4j models --json"})
final class ModelsCommand implements Callable<Integer> {
    @ParentCommand
    private RootCommand root;

    @Mixin
    private ListOptions list;

    @Override
    public Integer call() throws IOException {
        var items = Models.all().stream()
                .map(model -> Listing.Item.of(model.name(), model.summary())
                        .withOptions(model.options(), "in experiments " + model.name() + ".KEY=VALUE:"))
                .toList();
        list.print("model", items, root.console());
        return 0;
    }
}
