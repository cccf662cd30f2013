package org.relabel4j.cli;

import java.nio.file.Path;
import java.util.List;
import org.relabel4j.benchmarks.cleaning.CleaningConfig;
import org.relabel4j.benchmarks.cleaning.CleaningExperiments;
import org.relabel4j.benchmarks.cleaning.CleaningResults;
import org.relabel4j.benchmarks.cleaning.CleaningRunner;
import org.relabel4j.benchmarks.experiment.Experiments;
import org.relabel4j.benchmarks.run.RunOptions;
import picocli.CommandLine;

/** One call of {@code relabel4j clean}: where it writes, what it shows, how it ends. */
final class CleanRun {
    private final Console console;
    private final String experiment;
    private final List<String> settings;

    CleanRun(Console console, String experiment, List<String> settings) {
        this.console = console;
        this.experiment = experiment;
        this.settings = List.copyOf(settings);
    }

    /**
     * Runs the experiment, or the rest of it.
     *
     * @param out the run folder, or null to choose one
     * @param jobs cells to run at a time
     * @return the exit code
     */
    int run(Path out, int jobs, boolean resume) throws Exception {
        if (Experiments.names().contains(experiment)) {
            throw new IllegalArgumentException("'" + experiment
                    + "' is an experiment for relabel4j benchmark; for this command there are "
                    + String.join(", ", CleaningExperiments.names()));
        }
        CleaningConfig config = CleaningExperiments.load(experiment, settings);
        RunOptions options = new RunOptions(jobs, resume);
        Path folder = RunPaths.here().chosen(out, resume, config.name());
        CleaningRunner.Result result;
        try (InterruptionNotice notice = new InterruptionNotice(console.err(), resumption(folder));
                CleaningDisplay display = new CleaningDisplay(console, notice::arm)) {
            result = CleaningRunner.runBuiltIn(config, folder, options, display);
        }
        int exitCode = reportFailures(result);
        if (!CleaningResults.read(result.folder()).noiseLevels().isEmpty()) {
            ReportCommand.writeAndShow(List.of(folder), folder, console);
        }
        return exitCode;
    }

    /** A line a failed cell; the exit code is the caller's mistake if each of them is. */
    private int reportFailures(CleaningRunner.Result result) {
        int exitCode = CommandLine.ExitCode.OK;
        for (CleaningRunner.Failure failed : result.failures()) {
            Failures.Failure failure = Failures.explain(failed.cause());
            console.err().println("relabel4j: " + failed.cell() + " failed: " + failure.message());
            exitCode = exitCode == Failures.INTERNAL ? exitCode : failure.exitCode();
        }
        if (!result.failures().isEmpty()) {
            console.err()
                    .println("relabel4j: stack traces are in " + result.folder().errors() + "; try again with: "
                            + resumption(result.folder().path()));
        }
        return exitCode;
    }

    private String resumption(Path folder) {
        return RunPaths.resumption("clean", experiment, settings, folder);
    }
}
