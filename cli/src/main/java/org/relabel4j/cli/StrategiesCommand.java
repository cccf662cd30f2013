package org.relabel4j.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.relabel4j.core.registry.Strategies;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code relabel4j strategies}. */
@Command(
        name = "strategies",
        description = "List the ways of choosing what to label next.",
        footer = {"", "Examples:", "  relabel4j strategies darl", "  relabel4j strategies --json"})
final class StrategiesCommand implements Callable<Integer> {
    @ParentCommand
    private RootCommand root;

    @Mixin
    private ListOptions list;

    @Override
    public Integer call() throws IOException {
        var items = Strategies.all().stream()
                .map(strategy -> Listing.Item.of(strategy.name(), strategy.summary())
                        .withOptions(
                                strategy.options(),
                                "score --option KEY=VALUE, in experiments " + strategy.name() + ".KEY=VALUE:")
                        .with("source", strategy.source())
                        .with("consensus", strategy.consensus())
                        .with("needs_embeddings", strategy.needsEmbeddings())
                        .with("needs_fold_predictions", strategy.needsFoldPredictions())
                        .with("needs_several_models", strategy.needsSeveralModels()))
                .toList();
        list.print("strategy", items, root.console());
        return 0;
    }
}
