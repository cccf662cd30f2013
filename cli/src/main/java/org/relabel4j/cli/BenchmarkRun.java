package org.relabel4j.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.relabel4j.benchmarks.experiment.ExperimentConfig;
import org.relabel4j.benchmarks.experiment.Experiments;
import org.relabel4j.benchmarks.run.ExperimentRunner;
import org.relabel4j.benchmarks.run.RunOptions;
import org.relabel4j.benchmarks.run.RunResult;

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
        ExperimentConfig config = Experiments.load(experiment, settings);
        RunOptions options = new RunOptions(jobs, resume);
        Path folder = out != null
                ? out
                : resume
                        ? RunPaths.here().newest(config.name())
                        : RunPaths.here().fresh(config.name());
        RunResult result;
        try (InterruptionNotice notice = new InterruptionNotice(console.err(), resumption(folder));
                ProgressDisplay display = new ProgressDisplay(console, notice::arm)) {
            result = ExperimentRunner.runBuiltIn(config, folder, options, display);
        }
        result.failures().forEach(failure -> console.err().println("relabel4j: failed: " + failure.message()));
        ReportCommand.writeAndShow(List.of(folder), folder, console);
        return result.complete() ? 0 : Failures.INTERNAL;
    }

    /** The call that goes on with this run. */
    private String resumption(Path folder) {
        List<String> words = new ArrayList<>(List.of("relabel4j", "benchmark", experiment));
        words.addAll(settings);
        words.addAll(List.of("--out", folder.toString(), "--resume"));
        return String.join(" ", words.stream().map(BenchmarkRun::quoted).toList());
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_.,:=/@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
