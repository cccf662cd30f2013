package org.relabel4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.relabel4j.benchmarks.grid.Cell;
import org.relabel4j.benchmarks.grid.CellState;
import org.relabel4j.benchmarks.grid.CellWorkers;
import org.relabel4j.benchmarks.grid.Experiment;
import org.relabel4j.benchmarks.grid.Grid;
import org.relabel4j.benchmarks.grid.GridResult;
import org.relabel4j.benchmarks.grid.RunOptions;
import org.relabel4j.benchmarks.report.Report;
import org.relabel4j.benchmarks.track.Tracking;
import org.relabel4j.datasets.format.InputException;
import picocli.CommandLine;

/**
 * One call of a command that runs an experiment: where it writes, what it shows, how it ends.
 *
 * @param command name of the command
 */
record ExperimentRun(Console console, String command, RunArguments arguments) {
    /** Makes the report of a run, if it has got far enough for one. */
    @FunctionalInterface
    interface Reporter<S extends CellState> {
        Optional<Report> report(Path folder, List<S> states) throws IOException, InputException;
    }

    /**
     * Runs the experiment, or the rest of it.
     *
     * @return the exit code
     */
    <C extends Cell, S extends CellState> int run(Experiment<C, S> experiment, Reporter<S> reporter) throws Exception {
        RunOptions options = new RunOptions(arguments.jobs(), arguments.resume());
        Optional<CellWorkers> cluster = arguments.workers();
        Path folder = RunPaths.here().chosen(arguments.out(), arguments.resume(), experiment.name());
        String resumption = arguments.resumption(command, folder);
        try (Tracking tracking = arguments.tracking()) {
            GridResult<S> result = run(experiment, folder, options, cluster, resumption, tracking);
            int exitCode = reportFailures(result, resumption);
            Optional<Report> report = reporter.report(folder, result.states());
            if (report.isPresent()) {
                ReportCommand.writeAndShow(report.get(), folder, console);
            }
            TrackCommand.complain(console, folder, tracking.end(folder, result.complete()));
            return exitCode;
        }
    }

    private <C extends Cell, S extends CellState> GridResult<S> run(
            Experiment<C, S> experiment,
            Path folder,
            RunOptions options,
            Optional<CellWorkers> cluster,
            String resumption,
            Tracking tracking)
            throws Exception {
        try (InterruptionNotice notice = new InterruptionNotice(console.err(), resumption);
                ProgressDisplay display = new ProgressDisplay(console, experiment.words(), end -> {
                    notice.arm(end);
                    tracking.begin(
                            folder,
                            problem -> console.interject("relabel4j: " + Printable.line(problem)
                                    + "; the run goes on, and what is missing is sent later"));
                })) {
            return cluster.isPresent()
                    ? Grid.run(experiment, folder, options, display, cluster.get())
                    : Grid.run(experiment, folder, options, display);
        }
    }

    /** A line a failed cell; the exit code is the caller's mistake if each of them is. */
    private int reportFailures(GridResult<?> result, String resumption) {
        int exitCode = CommandLine.ExitCode.OK;
        for (GridResult.CellFailure failed : result.failures()) {
            Failures.Failure failure = Failures.explain(failed.cause());
            console.err().println("relabel4j: " + failed.cell() + " failed: " + failure.message());
            exitCode = exitCode == Failures.INTERNAL ? exitCode : failure.exitCode();
        }
        if (!result.complete()) {
            console.err()
                    .println("relabel4j: stack traces are in " + result.folder().errors() + "; try again with: "
                            + resumption);
        }
        return exitCode;
    }
}
