package org.relabel4j.core.agreement;

import java.util.Locale;

/**
 * How well annotators agree: 1 always, 0 as by chance, below 0 less than that.
 *
 * @param value NaN if the labels do not tell
 * @param interval of the value; {@link Interval#UNKNOWN} if there is none
 * @param examples examples that it is made of
 * @param labels labels of these
 * @param reason why there is no value, or no interval; empty if there are both, or no interval was wanted
 */
public record Agreement(double value, Interval interval, int examples, int labels, String reason) {
    /**
     * A 95 % interval.
     *
     * @param low its lower end, at least -1
     * @param high its upper end, at most 1
     */
    public record Interval(double low, double high) {
        /** No interval. */
        public static final Interval UNKNOWN = new Interval(Double.NaN, Double.NaN);
    }

    /** No value. */
    static Agreement none(int examples, int labels, String reason) {
        return new Agreement(Double.NaN, Interval.UNKNOWN, examples, labels, reason);
    }

    /** In words, such as {@code 0.612 (0.580 to 0.641)} or {@code unknown (no example has labels of two annotators)}. */
    public String text() {
        if (!isKnown()) {
            return "unknown (" + reason + ")";
        }
        String shown = String.format(Locale.ROOT, "%.3f", value);
        if (Double.isNaN(interval.low())) {
            return shown + (reason.isEmpty() ? "" : " (" + reason + ")");
        }
        return shown + String.format(Locale.ROOT, " (%.3f to %.3f)", interval.low(), interval.high());
    }

    /** Whether there is a value. */
    public boolean isKnown() {
        return !Double.isNaN(value);
    }
}
