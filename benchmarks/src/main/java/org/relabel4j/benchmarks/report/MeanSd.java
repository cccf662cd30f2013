package org.relabel4j.benchmarks.report;

import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * Mean and standard deviation over trials.
 *
 * @param mean arithmetic mean; NaN if there is no value
 * @param sd sample standard deviation (divided by n - 1); NaN for fewer than two values
 */
record MeanSd(double mean, double sd) {

    /** Nothing known. */
    static final MeanSd NONE = new MeanSd(Double.NaN, Double.NaN);

    static MeanSd of(double... values) {
        double mean = DoubleStream.of(values).average().orElse(Double.NaN);
        if (values.length < 2) {
            return new MeanSd(mean, Double.NaN);
        }
        double squares =
                DoubleStream.of(values).map(v -> (v - mean) * (v - mean)).sum();
        return new MeanSd(mean, Math.sqrt(squares / (values.length - 1)));
    }

    /** Three decimals, as {@code 0.960 ± 0.003}, or without the second number where it is unknown. */
    String text() {
        if (Double.isNaN(mean)) {
            return "–";
        }
        return Double.isNaN(sd)
                ? String.format(Locale.ROOT, "%.3f", mean)
                : String.format(Locale.ROOT, "%.3f ± %.3f", mean, sd);
    }
}
