package org.relabel4j.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.relabel4j.models.registry.ModelInfo;
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
                .map(model -> Listing.Item.of(model.name(), model.summary()).withOptions(settings(model)))
                .toList();
        list.print("model", items, root.console());
        return 0;
    }

    private static Map<String, String> settings(ModelInfo model) {
        Map<String, String> meanings = new LinkedHashMap<>();
        model.options().forEach((option, meaning) -> meanings.put(model.name() + "." + option, meaning));
        return meanings;
    }
}
