package org.relabel4j.cli;

import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.relabel4j.benchmarks.statistics.Metric;
import org.relabel4j.core.noise.LabelIssues;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.registry.ConsensusMethods;
import org.relabel4j.core.text.Choices;
import org.relabel4j.datasets.fetch.Sources;
import org.relabel4j.models.registry.Extractors;
import org.relabel4j.models.vision.ResNets;

/** Names that the help lists as {@code ${COMPLETION-CANDIDATES}}. The registries are asked when help is shown, not before. */
class KnownNames implements Iterable<String> {
    private final Supplier<List<String>> names;

    private KnownNames(Supplier<List<String>> names) {
        this.names = names;
    }

    @Override
    public Iterator<String> iterator() {
        return names.get().iterator();
    }

    static final class Networks extends KnownNames {
        Networks() {
            super(() -> ResNets.names());
        }
    }

    static final class FeatureModels extends KnownNames {
        FeatureModels() {
            super(() -> Extractors.names());
        }
    }

    static final class Downloads extends KnownNames {
        Downloads() {
            super(() -> Sources.names());
        }
    }

    static final class IssueRules extends KnownNames {
        IssueRules() {
            super(() -> Choices.names(LabelIssues.Rule.class));
        }
    }

    static final class LabelQualities extends KnownNames {
        LabelQualities() {
            super(() -> Choices.names(LabelIssues.Quality.class));
        }
    }

    /** What a report draws besides the accuracies. */
    static final class Curves extends KnownNames {
        Curves() {
            super(() -> Metric.FURTHER.stream().map(Choices::written).toList());
        }
    }

    static final class Consensus extends KnownNames {
        Consensus() {
            super(() -> ConsensusMethods.names());
        }
    }

    /** The options of all consensus methods. */
    static final class ConsensusOptions extends KnownNames {
        ConsensusOptions() {
            super(() -> ConsensusMethods.all().stream()
                    .filter(method -> !method.options().isEmpty())
                    .map(method -> method.options().stream()
                            .map(Option::name)
                            .collect(Collectors.joining(", ", method.name() + " (", ")")))
                    .toList());
        }
    }
}
