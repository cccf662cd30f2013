package org.relabel4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.labeling.studio.PushJob;
import org.relabel4j.labeling.studio.StudioServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code relabel4j label-studio push}. */
@Command(
        name = "push",
        description = "Let annotators be asked what the last round chose, in its order: each task for one more answer.",
        footer = {
            "",
            "Pull first, then make the round, then push: a push counts the answers from what was pulled last.",
            "",
            "Examples:",
            "  relabel4j label-studio push flowers",
            "  relabel4j label-studio push flowers --tasks asked.csv"
        })
final class LabelStudioPushCommand implements Callable<Integer> {
    @ParentCommand
    private LabelStudioCommand parent;

    @Mixin
    private LabelStudioArguments arguments;

    @Option(
            names = "--tasks",
            paramLabel = "FILE",
            description = "Where to write the batch as CSV: rank, task (its number in Label Studio), example.")
    private Optional<Path> tasks = Optional.empty();

    @Override
    public Integer call() throws IOException, InputException {
        StudioServer server = arguments.connected();
        PushJob.Result result;
        try (JobProgress progress = new JobProgress(parent.console())) {
            result = PushJob.run(arguments.project(), server, progress);
        }
        if (tasks.isPresent()) {
            result.write(tasks.get());
        }
        parent.console().out().println(result.line());
        return 0;
    }
}
