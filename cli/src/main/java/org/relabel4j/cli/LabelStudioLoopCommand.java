package org.relabel4j.cli;

import java.io.IOException;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.labeling.project.Project;
import org.relabel4j.labeling.studio.LoopJob;
import org.relabel4j.labeling.studio.StudioServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code relabel4j label-studio loop}. */
@Command(
        name = "loop",
        description = "Pull, make the next round when enough answers have come, push it; again and again.",
        footer = {
            "",
            "It may be stopped at any moment and started again, and goes on when the network or Label Studio come back.",
            "It ends by itself when nobody is left to ask.",
            "",
            "Examples:",
            "  relabel4j label-studio loop flowers",
            "  relabel4j label-studio loop flowers --every 20 batch=50",
            "  relabel4j label-studio loop flowers --once"
        })
final class LabelStudioLoopCommand implements Callable<Integer> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    @ParentCommand
    private LabelStudioCommand parent;

    @Mixin
    private LabelStudioArguments arguments;

    @Parameters(index = "1..*", paramLabel = "KEY=VALUE", description = "Settings of the rounds, as of relabel4j next.")
    private List<String> settings = new ArrayList<>();

    @Option(
            names = "--every",
            paramLabel = "N",
            description =
                    "Make a round after N new labels; all: when every task of the batch is answered or skipped. Default: after as"
                            + " many as the batch has, of whatever tasks.")
    private Optional<String> every = Optional.empty();

    @Option(names = "--pause", paramLabel = "SECONDS", description = "How often to look. Default: 30.")
    private String pause = "30";

    @Option(names = "--once", description = "Look once, do what is due, and end: for cron.")
    private boolean once;

    @Override
    public Integer call() throws IOException, InputException {
        StudioServer server = arguments.connected();
        Project project = arguments.project();
        boolean whole = every.filter("all"::equals).isPresent();
        LoopJob.Request request = new LoopJob.Request(
                every.filter(text -> !whole).map(text -> LabelStudioArguments.wholeNumber("--every", text)),
                whole,
                settings,
                LoopJob.Pace.ofSeconds(LabelStudioArguments.wholeNumber("--pause", pause)));
        try (JobProgress progress = new JobProgress(parent.console());
                InterruptionNotice notice = new InterruptionNotice(
                        parent.console().err(), "relabel4j label-studio loop " + arguments.folder())) {
            notice.arm(progress::close);
            if (once) {
                LoopJob.once(project, server, request, shownOn(progress));
            } else {
                LoopJob.run(project, server, request, shownOn(progress));
            }
        }
        return 0;
    }

    private LoopJob.Listener shownOn(JobProgress progress) {
        return new LoopJob.Listener() {
            @Override
            public void did(String line) {
                progress.close();
                parent.console().out().println(LocalTime.now().format(TIME) + " " + line);
                parent.console().out().flush();
            }

            @Override
            public void update(String stage, long done, long total) {
                progress.update(stage, done, total);
            }

            @Override
            public void note(String message) {
                progress.note(message);
            }
        };
    }
}
