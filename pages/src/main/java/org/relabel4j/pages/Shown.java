package org.relabel4j.pages;

import java.util.Locale;

/** Numbers as tables show them. */
public final class Shown {
    /** What is not known. */
    public static final String UNKNOWN = "–";

    private Shown() {}

    /** With three decimals. */
    public static String fraction(double value) {
        return Double.isNaN(value) ? UNKNOWN : String.format(Locale.ROOT, "%.3f", value);
    }

    /** With three decimals and a sign, but for 0. */
    public static String signed(double difference) {
        String text = fraction(Math.abs(difference));
        return text.equals("0.000") ? text : (difference < 0 ? "−" : "+") + text;
    }

    /** A whole number; of negative ones the sign is a minus. */
    public static String count(double labels) {
        String text = String.format(Locale.ROOT, "%,.0f", Math.abs(labels));
        return labels < 0 && !text.equals("0") ? "−" + text : text;
    }
}
