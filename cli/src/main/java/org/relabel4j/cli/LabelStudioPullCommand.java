package org.relabel4j.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.labeling.studio.PullJob;
import org.relabel4j.labeling.studio.StudioServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code relabel4j label-studio pull}. */
@Command(
        name = "pull",
        description = "Take in what people said since the last time: labels, skips, changes and known answers.",
        footer = {"", "Examples:", "  relabel4j label-studio pull flowers"})
final class LabelStudioPullCommand implements Callable<Integer> {
    @ParentCommand
    private LabelStudioCommand parent;

    @Mixin
    private LabelStudioArguments arguments;

    @Override
    public Integer call() throws IOException, InputException {
        StudioServer server = arguments.connected();
        PullJob.Result result;
        try (JobProgress progress = new JobProgress(parent.console())) {
            result = PullJob.run(arguments.project(), server, progress);
        }
        parent.console().out().println(result.line());
        return 0;
    }
}
