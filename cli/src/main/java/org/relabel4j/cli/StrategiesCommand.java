package org.relabel4j.cli;

import java.util.List;
import org.relabel4j.core.registry.Strategies;
import picocli.CommandLine.Command;

/** {@code relabel4j strategies}. */
@Command(
        name = "strategies",
        description = "List the ways of choosing what to label next.",
        footer = {"", "Examples:", "  relabel4j strategies darl", "  relabel4j strategies --json"})
final class StrategiesCommand extends ListCommand {
    StrategiesCommand() {
        super("strategy");
    }

    @Override
    List<Listing.Item> items() {
        return Strategies.all().stream()
                .map(strategy -> Listing.Item.of(strategy.name(), strategy.summary())
                        .withOptions(
                                strategy.options(),
                                "score --option KEY=VALUE, in experiments " + strategy.name() + ".KEY=VALUE:")
                        .with("source", strategy.source())
                        .with("consensus", strategy.consensus())
                        .with("needs_embeddings", strategy.needsEmbeddings())
                        .with("needs_fold_predictions", strategy.needsFoldPredictions())
                        .with("needs_several_models", strategy.needsSeveralModels())
                        .from(Strategies.registry().origin(strategy.name())))
                .toList();
    }
}
