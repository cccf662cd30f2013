package org.relabel4j.cli;

import java.nio.file.Path;
import java.util.List;
import org.relabel4j.benchmarks.cleaning.CleaningExperiments;
import org.relabel4j.benchmarks.experiment.ExperimentConfig;
import org.relabel4j.benchmarks.experiment.Experiments;
import org.relabel4j.benchmarks.run.ExperimentRunner;
import org.relabel4j.benchmarks.run.RunOptions;
import org.relabel4j.benchmarks.run.RunResult;
import picocli.CommandLine;

/** One call of {@code relabel4j benchmark}: where it writes, what it shows, how it ends. */
final class BenchmarkRun {
    private final Console console;
    private final String experiment;
    private final List<String> settings;

    BenchmarkRun(Console console, String experiment, List<String> settings) {
        this.console = console;
        this.experiment = experiment;
        this.settings = List.copyOf(settings);
    }

    /**
     * Runs the experiment, or the rest of it.
     *
     * @param out the run folder, or null to choose one
     * @param jobs loops to run at a time
     * @return the exit code
     */
    int run(Path out, int jobs, boolean resume) throws Exception {
        if (CleaningExperiments.names().contains(experiment)) {
            throw new IllegalArgumentException(
                    "'" + experiment + "' is a label-cleaning experiment; run it with: relabel4j clean " + experiment);
        }
        ExperimentConfig config = Experiments.load(experiment, settings);
        RunOptions options = new RunOptions(jobs, resume);
        Path folder = RunPaths.here().chosen(out, resume, config.name());
        RunResult result;
        boolean anyRound;
        try (InterruptionNotice notice = new InterruptionNotice(console.err(), resumption(folder));
                ProgressDisplay display = new ProgressDisplay(console, notice::arm)) {
            result = ExperimentRunner.runBuiltIn(config, folder, options, display);
            anyRound = display.roundsDone() > 0;
        }
        int exitCode = reportFailures(result);
        if (anyRound) {
            ReportCommand.writeAndShow(List.of(folder), folder, console);
        }
        return exitCode;
    }

    /** A line a failed loop; the exit code is the caller's mistake if each of them is. */
    private int reportFailures(RunResult result) {
        int exitCode = CommandLine.ExitCode.OK;
        for (RunResult.CellFailure failed : result.failures()) {
            Failures.Failure failure = Failures.explain(failed.cause());
            console.err().println("relabel4j: " + failed.cell() + " failed: " + failure.message());
            exitCode = exitCode == Failures.INTERNAL ? exitCode : failure.exitCode();
        }
        if (!result.complete()) {
            console.err()
                    .println("relabel4j: stack traces are in " + result.folder().errors() + "; try again with: "
                            + resumption(result.folder().path()));
        }
        return exitCode;
    }

    /** The call that goes on with this run. */
    private String resumption(Path folder) {
        return RunPaths.resumption("benchmark", experiment, settings, folder);
    }
}
