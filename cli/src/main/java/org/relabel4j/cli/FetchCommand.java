package org.relabel4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.relabel4j.core.text.Counted;
import org.relabel4j.datasets.fetch.Fetcher;
import org.relabel4j.datasets.fetch.Source;
import org.relabel4j.jobs.fetch.FetchJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code relabel4j fetch}. */
@Command(
        name = "fetch",
        description = "Download a data set or a network's published weights, checked where a checksum is published.",
        footer = {
            "",
            "Files go where the other commands look for them: below RELABEL4J_HOME, or .cache/relabel4j in your",
            "own folder. A download that was interrupted goes on where it stopped. No checksum is published of cifar10h-raw.zip, cifar-10n and resnet34: what came first is",
            "remembered in NAME.sha256, and a later change refused.",
            "",
            "Examples:",
            "  relabel4j fetch cifar-10",
            "  relabel4j fetch resnet18 --out weights"
        })
final class FetchCommand extends Subcommand {
    @Parameters(
            paramLabel = "NAME",
            completionCandidates = KnownNames.Downloads.class,
            description = "What to download: ${COMPLETION-CANDIDATES}.")
    private String name;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder to put the files into.")
    private Optional<Path> out = Optional.empty();

    @Override
    public Integer call() throws IOException {
        FetchJob.Request request = FetchJob.Request.of(name, out);
        Console console = console();
        Source source = request.source();
        console.err().println("Licence of " + source.name() + ": " + source.licence());
        try (JobProgress progress = new JobProgress(console)) {
            FetchJob.run(request, shownOn(progress, console));
        }
        return 0;
    }

    private static FetchJob.Listener shownOn(JobProgress progress, Console console) {
        return new FetchJob.Listener() {
            @Override
            public void update(String stage, long done, long total) {
                progress.update(stage, done, total);
            }

            @Override
            public void begins(Source.RemoteFile file) {
                console.err()
                        .println(file.name() + ": at most " + Counted.of(file.maxBytes(), "byte") + ", checked by "
                                + file.check());
            }

            @Override
            public void ends(Source.RemoteFile file, Fetcher.Fetched fetched) {
                progress.close();
                String checked = file.sha256().isEmpty() ? ", remembered to notice a change" : ", as it should be";
                console.err()
                        .println((fetched.wasThere() ? "Was there: " : "Downloaded: ") + fetched.file() + "; SHA-256 "
                                + fetched.sha256() + checked);
            }
        };
    }
}
