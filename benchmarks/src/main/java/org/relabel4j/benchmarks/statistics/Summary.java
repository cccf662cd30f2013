package org.relabel4j.benchmarks.statistics;

import org.apache.commons.math3.stat.StatUtils;

/**
 * A measure over trials.
 *
 * @param trials how many, at least 1
 * @param mean their mean
 * @param standardDeviation their standard deviation, with n − 1; NaN for one trial
 * @param interval 95 % bootstrap interval of the mean
 */
public record Summary(int trials, double mean, double standardDeviation, Interval interval) {
    /**
     * @param values one a trial, at least one
     * @param seed of the bootstrap
     * @throws IllegalArgumentException if there is no value
     */
    public static Summary of(double[] values, long seed) {
        double deviation = values.length < 2 ? Double.NaN : Math.sqrt(StatUtils.variance(values));
        return new Summary(values.length, StatUtils.mean(values), deviation, Interval.ofMean(values, seed));
    }
}
