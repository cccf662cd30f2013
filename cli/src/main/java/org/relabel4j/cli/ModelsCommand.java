package org.relabel4j.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.relabel4j.models.ModelInfo;
import org.relabel4j.models.Models;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code relabel4j models}. */
@Command(
        name = "models",
        description = "List the models that can be trained.",
        footer = {"", "Example:", "  relabel4j models --json"})
final class ModelsCommand implements Callable<Integer> {
    @ParentCommand
    private RootCommand root;

    @Option(names = "--json", description = "Print a list of objects with \"name\".")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        var items = Models.all().stream()
                .map(model -> Listing.Item.of(model.name(), model.summary()).withOptions(settings(model)))
                .toList();
        Listing.print(items, json, root.console().out());
        return 0;
    }

    private static Map<String, String> settings(ModelInfo model) {
        Map<String, String> meanings = new LinkedHashMap<>();
        model.options().forEach((option, meaning) -> meanings.put(model.name() + "." + option, meaning));
        return meanings;
    }
}
