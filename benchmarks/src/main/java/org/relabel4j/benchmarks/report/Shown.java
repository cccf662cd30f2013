package org.relabel4j.benchmarks.report;

import java.util.Locale;

/** Numbers as tables show them. */
final class Shown {
    /** What is not known. */
    static final String UNKNOWN = "–";

    private Shown() {}

    /** With three decimals. */
    static String fraction(double value) {
        return Double.isNaN(value) ? UNKNOWN : String.format(Locale.ROOT, "%.3f", value);
    }

    /** With three decimals and a sign, but for 0. */
    static String signed(double difference) {
        String text = fraction(Math.abs(difference));
        return text.equals("0.000") ? text : (difference < 0 ? "−" : "+") + text;
    }

    /** A whole number; of negative ones the sign is a minus. */
    static String count(double labels) {
        String text = String.format(Locale.ROOT, "%,.0f", Math.abs(labels));
        return labels < 0 && !text.equals("0") ? "−" + text : text;
    }
}
