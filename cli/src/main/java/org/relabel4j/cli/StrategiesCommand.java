package org.relabel4j.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.relabel4j.core.acquisition.Strategies;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code relabel4j strategies}. */
@Command(
        name = "strategies",
        description = "List the ways of choosing what to label next.",
        footer = {"", "Example:", "  relabel4j strategies --json"})
final class StrategiesCommand implements Callable<Integer> {
    @ParentCommand
    private RootCommand root;

    @Option(names = "--json", description = "Print a list of objects with \"name\".")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        var items = Strategies.all().stream()
                .map(strategy -> Listing.Item.of(strategy.name(), strategy.summary())
                        .withOptions(Listing.settings(strategy.name(), strategy.options()))
                        .with("source", strategy.source())
                        .with("consensus", strategy.consensus())
                        .with("needs_embeddings", strategy.needsEmbeddings())
                        .with("needs_fold_predictions", strategy.needsFoldPredictions())
                        .with("needs_several_models", strategy.needsSeveralModels()))
                .toList();
        Listing.print(items, json, root.console().out());
        return 0;
    }
}
