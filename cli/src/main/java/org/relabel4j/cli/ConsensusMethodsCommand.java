package org.relabel4j.cli;

import java.util.List;
import java.util.Map;
import org.relabel4j.core.consensus.ConsensusMethod;
import org.relabel4j.core.registry.ConsensusMethods;
import picocli.CommandLine.Command;

/** {@code relabel4j consensus-methods}. */
@Command(
        name = "consensus-methods",
        description = "List the ways of making one label of many.",
        footer = {"", "Examples:", "  relabel4j consensus-methods dawid-skene", "  relabel4j consensus-methods --json"})
final class ConsensusMethodsCommand extends ListCommand {
    ConsensusMethodsCommand() {
        super("consensus method");
    }

    @Override
    List<Listing.Item> items() {
        return ConsensusMethods.all().stream()
                .map(info -> {
                    ConsensusMethod method = info.create(Map.of());
                    return Listing.Item.of(info.name(), info.summary())
                            .withOptions(info.options(), "consensus --option KEY=VALUE:")
                            .with("needs_probabilities", method.needsProbabilities())
                            .with("has_weights", method.weighs())
                            .with("has_confusions", method.hasConfusions())
                            .with("uses_gold", method.usesKnown())
                            .with("two_classes_only", method.isBinary())
                            .from(ConsensusMethods.registry().origin(info.name()));
                })
                .toList();
    }
}
