package org.relabel4j.cli;

import org.relabel4j.benchmarks.cleaning.CleaningExperiments;
import org.relabel4j.benchmarks.experiment.Experiments;
import org.relabel4j.benchmarks.learning.LearningExperiment;
import org.relabel4j.benchmarks.run.LearningRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
final class BenchmarkCommand extends Subcommand {
    @Mixin
    private RunArguments arguments;

    @Override
    public Integer call() throws Exception {
        String name = arguments.experiment();
        if (CleaningExperiments.names().contains(name)) {
            throw new IllegalArgumentException(
                    "'" + name + "' is a label-cleaning experiment; run it with: relabel4j clean " + name);
        }
        return new ExperimentRun(console(), "benchmark", arguments)
                .run(new LearningExperiment(Experiments.load(name, arguments.settings())), LearningRun::report);
    }
}
