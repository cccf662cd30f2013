package org.relabel4j.cli;

import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.relabel4j.benchmarks.cleaning.CleaningExperiments;
import org.relabel4j.benchmarks.experiment.Experiments;
import org.relabel4j.benchmarks.statistics.Metric;
import org.relabel4j.core.noise.LabelIssues;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.registry.ConsensusMethods;
import org.relabel4j.core.text.Choices;
import org.relabel4j.datasets.Datasets;
import org.relabel4j.datasets.fetch.Sources;
import org.relabel4j.labeling.model.ModelChooser;
import org.relabel4j.models.registry.Extractors;
import org.relabel4j.models.registry.Models;
import org.relabel4j.models.vision.ResNets;
import org.relabel4j.models.vision.pretraining.PretrainingMethod;

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

    static final class Strategies extends KnownNames {
        Strategies() {
            super(() -> org.relabel4j.core.registry.Strategies.names());
        }
    }

    /** What a project may train. */
    static final class ProjectModels extends KnownNames {
        ProjectModels() {
            super(() -> Stream.concat(Stream.of(ModelChooser.AUTO), Models.names().stream())
                    .toList());
        }
    }

    /** Bundled experiments of both kinds. */
    static final class BundledExperiments extends KnownNames {
        BundledExperiments() {
            super(() -> Stream.concat(Experiments.names().stream(), CleaningExperiments.names().stream())
                    .toList());
        }
    }

    static final class DataSets extends KnownNames {
        DataSets() {
            super(() -> Datasets.names());
        }
    }

    static final class PretrainingMethods extends KnownNames {
        PretrainingMethods() {
            super(() -> PretrainingMethod.names());
        }
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
