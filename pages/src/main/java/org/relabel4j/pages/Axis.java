package org.relabel4j.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An axis of a chart: straight, with round numbers beside it.
 *
 * @param title what it says
 * @param range from where to where
 * @param step distance of its numbers
 * @param decimals decimals of its numbers
 */
public record Axis(String title, Range range, double step, int decimals) {
    private static final int LEAST_DECIMALS = 2;

    /**
     * An axis with as many round numbers as there is room for.
     *
     * @param isFraction whether numbers have decimals; otherwise they count something
     * @param most most numbers, at least 1
     */
    public static Axis of(String title, Range range, boolean isFraction, double most) {
        double least = (range.high() - range.low()) / Math.max(most, 1);
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        double step = power;
        for (double factor : new double[] {2, 5, 10}) {
            step = step < least ? factor * power : step;
        }
        step = isFraction ? step : Math.max(1, step);
        int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
        return new Axis(title, range, step, isFraction ? Math.max(LEAST_DECIMALS, decimals) : 0);
    }

    /** The numbers beside it. */
    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        for (double n = Math.ceil(range.low() / step - 1e-9); n * step <= range.high() + 1e-9 * step; n++) {
            ticks.add(n * step);
        }
        return ticks;
    }

    /** A number as it stands there. */
    String label(double tick) {
        String text = String.format(Locale.ROOT, "%,." + decimals + "f", tick);
        return text.startsWith("-") && Double.parseDouble(text.replace(",", "")) == 0 ? text.substring(1) : text;
    }

    /** Where a value lies between its ends, from 0 to 1. */
    double place(double value) {
        return (value - range.low()) / (range.high() - range.low());
    }
}
