package org.relabel4j.benchmarks.run;

/**
 * How to run an experiment; results do not depend on it.
 *
 * @param jobs cells to run at a time, at least 1
 * @param resume whether to go on with a run folder that exists; one that does not exist is started
 */
public record RunOptions(int jobs, boolean resume) {
    /**
     * @throws IllegalArgumentException if jobs is below 1
     */
    public RunOptions {
        if (jobs < 1) {
            throw new IllegalArgumentException("jobs is " + jobs + ", expected at least 1");
        }
    }
}
