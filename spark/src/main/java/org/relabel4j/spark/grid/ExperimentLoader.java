package org.relabel4j.spark.grid;

import java.io.Serializable;
import java.nio.file.Path;
import org.relabel4j.benchmarks.grid.Experiment;

/** Makes an experiment on an executor. */
@FunctionalInterface
public interface ExperimentLoader extends Serializable {
    /**
     * Makes the experiment that the driver has.
     *
     * @param config the driver's resolved configuration, as a file
     */
    Experiment<?, ?> load(Path config);
}
