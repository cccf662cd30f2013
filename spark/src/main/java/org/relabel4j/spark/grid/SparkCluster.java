package org.relabel4j.spark.grid;

import org.relabel4j.benchmarks.grid.CellWorkers;
import org.relabel4j.benchmarks.grid.ClusterWorkers;

/** What the command line finds of Spark. */
public final class SparkCluster implements ClusterWorkers {
    @Override
    public CellWorkers on(String master) {
        return new SparkWorkers(master);
    }
}
