package org.relabel4j.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.relabel4j.benchmarks.track.Tracking;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The arguments of commands that run an experiment into a run folder. */
final class RunArguments {
    @Parameters(
            index = "0",
            paramLabel = "EXPERIMENT",
            completionCandidates = KnownNames.BundledExperiments.class,
            description = "A name that `experiments' lists, or a YAML file.")
    private String experiment;

    @Parameters(index = "1..*", paramLabel = "KEY=VALUE", description = "Settings that replace the experiment's own.")
    private List<String> settings = List.of();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The run folder; a new one. Default: runs/EXPERIMENT-DATE-TIME.")
    private Path out;

    @Option(names = "--jobs", paramLabel = "N", description = "Loops to run at a time. Default: one a core.")
    private Integer jobs;

    @Option(
            names = "--resume",
            description =
                    "Go on with an interrupted run, with the same settings: the one in --out or, without --out, the"
                            + " newest runs/EXPERIMENT-*.")
    private boolean resume;

    @Option(
            names = "--track",
            paramLabel = "TRACKER",
            description = "Also show the run in mlflow=URI or tensorboard=DIR (repeatable), which never stop it.")
    private List<String> trackers = List.of();

    String experiment() {
        return experiment;
    }

    List<String> settings() {
        return settings;
    }

    /** The run folder; null if none is named. */
    Path out() {
        return out;
    }

    int jobs() {
        return jobs == null ? Runtime.getRuntime().availableProcessors() : jobs;
    }

    boolean resume() {
        return resume;
    }

    /** Where else the run is shown; nothing is sent as yet. */
    Tracking tracking() {
        return new Tracking(trackers, System.getenv());
    }

    /** The call that goes on with the run. */
    String resumption(String command, Path folder) {
        List<String> words = new ArrayList<>(settings);
        trackers.forEach(tracker -> words.addAll(List.of("--track", tracker)));
        return RunPaths.resumption(command, experiment, words, folder);
    }
}
