package org.relabel4j.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.labeling.project.Project;
import org.relabel4j.labeling.project.ProjectKeys;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A project and its settings: what the commands on one's own data have in common. */
final class ProjectArguments {
    @Parameters(index = "0", paramLabel = "DIR", description = "The project's folder.")
    private Path folder;

    @Parameters(
            index = "1..*",
            paramLabel = "KEY=VALUE",
            description = "Settings, such as folds=10; all are in the documentation of projects.")
    private List<String> settings = new ArrayList<>();

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            completionCandidates = KnownNames.ProjectModels.class,
            description = "The model to train. auto: the best of a few cheap ones.")
    private String model;

    @Option(
            names = "--strategy",
            paramLabel = "STRATEGY",
            completionCandidates = KnownNames.Strategies.class,
            description = "The acquisition strategy. Default: activelab.")
    private String strategy;

    @Option(names = "--batch", paramLabel = "N", description = "Examples to ask about a round. Default: 50.")
    private String batch;

    Path folder() {
        return folder;
    }

    Project project() throws InputException {
        return Project.open(folder);
    }

    /** All settings as {@code key=value}. */
    List<String> settings() {
        List<String> all = new ArrayList<>(settings);
        add(all, ProjectKeys.MODEL.name(), model);
        add(all, ProjectKeys.STRATEGY.name(), strategy);
        add(all, ProjectKeys.BATCH.name(), batch);
        return all;
    }

    private static void add(List<String> all, String key, String value) {
        if (value != null) {
            all.add(key + "=" + value);
        }
    }
}
