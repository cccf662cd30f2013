package org.relabel4j.benchmarks.grid;

/**
 * How to run an experiment; results do not depend on it.
 *
 * @param jobs cells to run at a time, at least 1
 * @param resume whether to go on with a run folder that exists; one that does not exist is started
 */
public record RunOptions(int jobs, boolean resume) {
    /** More threads than any machine has processors. */
    public static final int MAX_JOBS = 4096;

    /**
     * @throws IllegalArgumentException if jobs is below 1 or above 4096
     */
    public RunOptions {
        if (jobs < 1 || jobs > MAX_JOBS) {
            throw new IllegalArgumentException(
                    "jobs is " + jobs + ", expected " + (jobs < 1 ? "at least 1" : "at most " + MAX_JOBS));
        }
    }
}
