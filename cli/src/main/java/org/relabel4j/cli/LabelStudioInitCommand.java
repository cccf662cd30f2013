package org.relabel4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.labeling.project.Project;
import org.relabel4j.labeling.studio.ConnectJob;
import org.relabel4j.labeling.studio.ImageAddresses;
import org.relabel4j.labeling.studio.StudioServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code relabel4j label-studio init}. */
@Command(
        name = "init",
        description =
                "Make a Label Studio project of the examples, or adopt one that is there; again: import new examples.",
        footer = {
            "",
            "Examples:",
            "  relabel4j label-studio init flowers --url http://localhost:8080",
            "  relabel4j label-studio init flowers --url http://localhost:8080 --image-prefix http://localhost:8000/",
            "  relabel4j label-studio init loans --url https://studio.example.org --project 12 --id-field number"
        })
final class LabelStudioInitCommand implements Callable<Integer> {
    @ParentCommand
    private LabelStudioCommand parent;

    @Mixin
    private LabelStudioArguments arguments;

    @Option(
            names = "--title",
            paramLabel = "TEXT",
            description = "Title of a project to make. Default: the folder's name.")
    private Optional<String> title = Optional.empty();

    @Option(
            names = "--control",
            paramLabel = "NAME",
            description = "Which control of an adopted project gives the labels, where there are several.")
    private Optional<String> control = Optional.empty();

    @Option(
            names = "--id-field",
            paramLabel = "NAME",
            description =
                    "Which field of an adopted project's data holds the examples' ids, or the images' addresses; id: the numbers"
                            + " of the tasks. Default: example, or else the one that fits.")
    private Optional<String> idField = Optional.empty();

    @Option(
            names = "--image-prefix",
            paramLabel = "URL",
            description = "Where the images' folder is served. Default: Label Studio serves it from its own disk.")
    private Optional<String> imagePrefix = Optional.empty();

    @Option(
            names = "--local-root",
            paramLabel = "FOLDER",
            description = "LABEL_STUDIO_LOCAL_FILES_DOCUMENT_ROOT of the server. Default: the folder above the images.")
    private Optional<Path> localRoot = Optional.empty();

    @Override
    public Integer call() throws IOException, InputException {
        StudioServer server = arguments.named();
        Project project = arguments.project();
        ConnectJob.Request request = new ConnectJob.Request(
                arguments.number(), title, control, idField, new ImageAddresses(imagePrefix, localRoot));
        ConnectJob.Result result;
        try (JobProgress progress = new JobProgress(parent.console())) {
            result = ConnectJob.run(project, request, server, progress);
        }
        parent.console().out().println(result.line());
        return 0;
    }
}
