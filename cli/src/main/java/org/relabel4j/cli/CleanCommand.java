package org.relabel4j.cli;

import org.relabel4j.benchmarks.cleaning.CleaningExperiment;
import org.relabel4j.benchmarks.cleaning.CleaningExperiments;
import org.relabel4j.benchmarks.experiment.Experiments;
import org.relabel4j.benchmarks.run.CleaningRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code relabel4j clean}. */
@Command(
        name = "clean",
        description = {
            "Simulate active label cleaning: which labels to buy again so that few remain wrong.",
            "Writes a run folder and prints a table and the path of the report."
        },
        footer = {
            "",
            "Settings: selectors=oracle,vanilla,random  model=mlp  trials=5  noise.rates=0.15,0.3  seed=1  ...",
            "Selectors: oracle, vanilla, co-teaching, activelab, bald, confidence, neighbour, adaptive, random,",
            "and every strategy (relabel4j strategies), with options: mine.strategy=darl mine.sampler=confidence.",
            "preset=quick takes another set of values from the experiment's file. docs/CLEANING.md lists all",
            "keys. Results depend on the settings alone, not on --jobs, and a run that was interrupted and",
            "resumed ends with the same bytes.",
            "",
            "Examples:",
            "  relabel4j clean wall-robot-cleaning preset=quick",
            "  relabel4j clean wall-robot-cleaning preset=paper --jobs 2",
            "  relabel4j clean wall-robot-cleaning retrain=200 selectors=oracle,vanilla,adaptive,random",
            "  relabel4j clean wall-robot-cleaning posteriors=in-sample entropy-threshold=0.3 --out runs/theirs"
        })
final class CleanCommand extends Subcommand {
    @Mixin
    private RunArguments arguments;

    @Override
    public Integer call() throws Exception {
        String name = arguments.experiment();
        if (Experiments.names().contains(name)) {
            throw new IllegalArgumentException("'" + name
                    + "' is an experiment for relabel4j benchmark; for this command there are "
                    + String.join(", ", CleaningExperiments.names()));
        }
        return new ExperimentRun(console(), "clean", arguments)
                .run(new CleaningExperiment(CleaningExperiments.load(name, arguments.settings())), CleaningRun::report);
    }
}
