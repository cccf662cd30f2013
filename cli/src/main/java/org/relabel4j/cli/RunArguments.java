package org.relabel4j.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.relabel4j.benchmarks.grid.CellWorkers;
import org.relabel4j.benchmarks.grid.ClusterWorkers;
import org.relabel4j.benchmarks.track.Tracking;
import org.relabel4j.core.plugin.Plugins;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The arguments of commands that run an experiment into a run folder. */
final class RunArguments {
    static final String SPARK = "--spark";
    private static final String MASTER = "local(\\[.+])?|spark://.+|yarn|k8s://.+";

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

    @Option(
            names = SPARK,
            paramLabel = "MASTER",
            description = "Run the loops on Apache Spark instead; local[2] is two cores of this machine.")
    private String spark;

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

    /** The cluster to run on; empty for this process. */
    Optional<String> spark() {
        // In a driver that spark-submit has started there is one, even if nothing names it.
        return Optional.ofNullable(spark).or(() -> Optional.ofNullable(System.getProperty("spark.master")));
    }

    /**
     * Where loops run on a cluster.
     *
     * @throws IllegalArgumentException if Spark is not here, or something is given that does not go with it
     */
    Optional<CellWorkers> workers() {
        if (spark().isPresent() && jobs != null) {
            throw new IllegalArgumentException("--jobs is for this machine; with " + SPARK
                    + ", Spark's executors and cores say how many loops run at a time");
        }
        spark().filter(master -> !master.matches(MASTER)).ifPresent(master -> {
            throw new IllegalArgumentException(SPARK + " is \"" + master
                    + "\", expected spark://HOST:PORT, yarn, k8s://ADDRESS, or local[N] for N cores of this machine");
        });
        return spark().map(master -> Plugins.first(ClusterWorkers.class)
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                SPARK + " needs Apache Spark 4, which is not here: install it, such as by"
                                        + " pip install pyspark==4.1.3, and have its spark-submit on the PATH, or set SPARK_HOME"))
                .on(master));
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
        spark().ifPresent(master -> words.addAll(List.of(SPARK, master)));
        return RunPaths.resumption(command, experiment, words, folder);
    }
}
