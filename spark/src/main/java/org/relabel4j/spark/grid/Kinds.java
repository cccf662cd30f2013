package org.relabel4j.spark.grid;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.relabel4j.benchmarks.cleaning.CleaningExperiment;
import org.relabel4j.benchmarks.cleaning.CleaningExperiments;
import org.relabel4j.benchmarks.experiment.Experiments;
import org.relabel4j.benchmarks.grid.Experiment;
import org.relabel4j.benchmarks.learning.LearningExperiment;

/** The kinds of experiments that this project has, made of the registered parts. */
enum Kinds implements ExperimentLoader {
    LEARNING(LearningExperiment.class) {
        @Override
        public Experiment<?, ?> load(Path config) {
            return new LearningExperiment(Experiments.load(config.toString(), List.of()));
        }
    },
    CLEANING(CleaningExperiment.class) {
        @Override
        public Experiment<?, ?> load(Path config) {
            return new CleaningExperiment(CleaningExperiments.load(config.toString(), List.of()));
        }
    };

    private final Class<?> kind;

    Kinds(Class<?> kind) {
        this.kind = kind;
    }

    static ExperimentLoader of(Experiment<?, ?> experiment) {
        return Arrays.stream(values())
                .filter(one -> one.kind.isInstance(experiment))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "an executor cannot make a " + experiment.getClass().getName() + "; give its loader"));
    }
}
