package org.relabel4j.benchmarks.statistics;

import java.util.Locale;

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

    /** Lower end of the interval; NaN of a single trial, which says nothing of the others. */
    public double low() {
        return trials < 2 ? Double.NaN : interval.low();
    }

    /** Upper end, likewise. */
    public double high() {
        return trials < 2 ? Double.NaN : interval.high();
    }

    /** The interval after a blank, as {@code  [0.960, 0.970]}; nothing of a single trial. */
    public String intervalText() {
        return trials < 2 ? "" : String.format(Locale.ROOT, " [%.3f, %.3f]", interval.low(), interval.high());
    }
}
