package org.relabel4j.spark.grid;

import java.io.Serializable;
import java.util.List;

/**
 * What an executor needs to know of a run.
 *
 * @param session names this session of the run among all of this driver
 * @param run what {@link org.relabel4j.benchmarks.grid.Grid#identify} says at the driver, and has to say at the executor
 * @param config the resolved configuration, as a file's text
 * @param loader makes an experiment of it
 * @param plugins names of the jars of plug-ins among the files that Spark has sent
 */
record RunSpec(String session, String run, String config, ExperimentLoader loader, List<String> plugins)
        implements Serializable {}
