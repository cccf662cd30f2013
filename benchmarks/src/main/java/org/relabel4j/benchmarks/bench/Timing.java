package org.relabel4j.benchmarks.bench;

import java.util.Arrays;

/**
 * How long repeated calls took, in milliseconds of wall-clock time.
 *
 * @param repeat calls measured, at least 1
 * @param medianMs the middle time, or the mean of the middle two
 * @param minMs the shortest
 * @param maxMs the longest
 */
public record Timing(int repeat, double medianMs, double minMs, double maxMs) {
    /**
     * Summarises times.
     *
     * @param milliseconds one time a call, at least one
     * @throws IllegalArgumentException if there is none
     */
    public static Timing of(double... milliseconds) {
        if (milliseconds.length == 0) {
            throw new IllegalArgumentException("a timing needs at least one call");
        }
        double[] sorted = milliseconds.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return new Timing(n, (sorted[(n - 1) / 2] + sorted[n / 2]) / 2, sorted[0], sorted[n - 1]);
    }
}
