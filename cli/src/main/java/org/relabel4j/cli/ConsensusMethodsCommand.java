package org.relabel4j.cli;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.relabel4j.core.consensus.ConsensusMethod;
import org.relabel4j.core.registry.ConsensusMethods;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code relabel4j consensus-methods}. */
@Command(
        name = "consensus-methods",
        description = "List the ways of making one label of many.",
        footer = {"", "Examples:", "  relabel4j consensus-methods dawid-skene", "  relabel4j consensus-methods --json"})
final class ConsensusMethodsCommand implements Callable<Integer> {
    @ParentCommand
    private RootCommand root;

    @Mixin
    private ListOptions list;

    @Override
    public Integer call() throws IOException {
        var items = ConsensusMethods.all().stream()
                .map(info -> {
                    ConsensusMethod method = info.create(Map.of());
                    return Listing.Item.of(info.name(), info.summary())
                            .withOptions(info.options(), "consensus --option KEY=VALUE:")
                            .with("needs_probabilities", method.needsProbabilities())
                            .with("has_weights", method.weighs());
                })
                .toList();
        list.print("consensus method", items, root.console());
        return 0;
    }
}
