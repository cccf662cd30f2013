package org.relabel4j.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code relabel4j benchmark}. */
@Command(
        name = "benchmark",
        description = {
            "Run an experiment: every strategy and model in every trial, from the same start.",
            "Writes a run folder and prints a table and the path of the report."
        },
        footer = {
            "",
            "Settings: strategies=activelab,random  model=mlp  trials=5  rounds=20  batch=100  seed=1  ...",
            "preset=paper takes another set of values from the experiment's file. Results depend on the",
            "settings alone, not on --jobs, and a run that was interrupted and resumed ends with the same",
            "bytes.",
            "",
            "Examples:",
            "  relabel4j benchmark wall-robot",
            "  relabel4j benchmark wall-robot strategies=activelab,random trials=5 --out runs/two",
            "  relabel4j benchmark wall-robot preset=paper --jobs 2",
            "  relabel4j benchmark wall-robot preset=paper --resume",
            "  relabel4j benchmark my-experiment.yaml seed=7"
        })
final class BenchmarkCommand implements Callable<Integer> {
    @ParentCommand
    private RootCommand root;

    @Parameters(
            index = "0",
            paramLabel = "EXPERIMENT",
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

    @Override
    public Integer call() throws Exception {
        int parallel = jobs == null ? Runtime.getRuntime().availableProcessors() : jobs;
        return new BenchmarkRun(root.console(), experiment, settings).run(out, parallel, resume);
    }
}
