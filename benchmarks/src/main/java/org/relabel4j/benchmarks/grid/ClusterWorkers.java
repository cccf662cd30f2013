package org.relabel4j.benchmarks.grid;

/**
 * Has cells run on a cluster. The command line takes the one that it finds by {@link java.util.ServiceLoader}: that of
 * {@code relabel4j-spark.jar}, which is there only where Spark is.
 */
@FunctionalInterface
public interface ClusterWorkers {
    /**
     * Where cells run. Nothing is connected to before they do.
     *
     * @param master address of the cluster, such as {@code spark://host:7077} or {@code local[2]}
     */
    CellWorkers on(String master);
}
