package org.relabel4j.benchmarks.statistics;

/**
 * A measure over trials.
 *
 * @param trials how many, at least 1
 * @param value their mean and standard deviation
 * @param interval 95 % bootstrap interval of the mean
 */
public record Summary(int trials, MeanSd value, Interval interval) {
    /**
     * @param values one per trial, at least one
     * @param seed of the bootstrap
     * @throws IllegalArgumentException if there is no value
     */
    public static Summary of(double[] values, long seed) {
        return new Summary(values.length, MeanSd.of(values), Interval.ofMean(values, seed));
    }
}
