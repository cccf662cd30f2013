package org.relabel4j.benchmarks.cleaning;

import org.relabel4j.core.cleaning.LabelDistribution;

/**
 * How noisy the first labels are.
 *
 * @param text as configured, such as {@code 0.15}, or {@code T=2} for a temperature
 * @param value the expected fraction of wrong labels, or the temperature
 * @param isTemperature which of the two
 */
public record NoiseLevel(String text, double value, boolean isTemperature) {
    static NoiseLevel ofRate(double rate) {
        return new NoiseLevel(plain(rate), rate, false);
    }

    static NoiseLevel ofTemperature(double temperature) {
        return new NoiseLevel("T=" + plain(temperature), temperature, true);
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }

    /**
     * The temperature of first labels.
     *
     * @throws IllegalArgumentException if the rate is out of reach
     */
    double temperature(LabelDistribution people) {
        return isTemperature ? value : people.temperatureFor(value);
    }

    /** The level in a file's name. */
    String inFileName() {
        return text.replace("=", "");
    }
}
