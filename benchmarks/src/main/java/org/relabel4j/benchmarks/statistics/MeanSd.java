package org.relabel4j.benchmarks.statistics;

import java.util.Locale;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Mean and standard deviation over trials.
 *
 * @param mean arithmetic mean; NaN if there is no value
 * @param sd sample standard deviation (divided by n - 1); NaN for fewer than two values
 */
public record MeanSd(double mean, double sd) {

    /** Nothing known. */
    public static final MeanSd NONE = new MeanSd(Double.NaN, Double.NaN);

    /** Of values over trials; of none it is {@link #NONE}. */
    public static MeanSd of(double... values) {
        double mean = values.length == 0 ? Double.NaN : StatUtils.mean(values);
        double sd = values.length < 2 ? Double.NaN : Math.sqrt(StatUtils.variance(values));
        return new MeanSd(mean, sd);
    }

    /** Three decimals, as {@code 0.960 ± 0.003}, or without the second number where it is unknown. */
    public String text() {
        if (Double.isNaN(mean)) {
            return "–";
        }
        return Double.isNaN(sd)
                ? String.format(Locale.ROOT, "%.3f", mean)
                : String.format(Locale.ROOT, "%.3f ± %.3f", mean, sd);
    }
}
