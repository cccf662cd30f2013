package org.relabel4j.benchmarks.statistics;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.stat.StatUtils;
import org.relabel4j.core.random.Seeds;

/**
 * A 95 % bootstrap interval of a mean.
 *
 * <p>Percentile method (Efron and Tibshirani 1993, "An Introduction to the Bootstrap", section 13.3) with 10,000 resamples.
 * With the five trials that are usual here it is somewhat too narrow: a description of the spread rather than a test.
 *
 * @param low 2.5 % of the resampled means are below
 * @param high 2.5 % are above
 */
public record Interval(double low, double high) {
    private static final int RESAMPLES = 10_000;
    private static final double TAIL_PERCENT = 2.5;
    private static final double ALL_PERCENT = 100;

    /**
     * The interval of a mean.
     *
     * @param values at least one; a single one gives an interval of width 0
     * @param seed of the resampling
     * @throws IllegalArgumentException if there is no value
     */
    public static Interval ofMean(double[] values, long seed) {
        if (values.length == 0) {
            throw new IllegalArgumentException("an interval needs at least one value");
        }
        RandomGenerator rng = Seeds.generator(seed, "bootstrap");
        double[] means = new double[RESAMPLES];
        for (int resample = 0; resample < RESAMPLES; resample++) {
            double sum = 0;
            for (int n = 0; n < values.length; n++) {
                sum += values[rng.nextInt(values.length)];
            }
            means[resample] = sum / values.length;
        }
        Arrays.sort(means);
        return new Interval(
                StatUtils.percentile(means, TAIL_PERCENT), StatUtils.percentile(means, ALL_PERCENT - TAIL_PERCENT));
    }
}
