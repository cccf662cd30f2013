package org.relabel4j.benchmarks.cleaning;

import java.util.function.Supplier;
import org.relabel4j.core.cleaning.LabelDistribution;
import org.relabel4j.core.cleaning.Relabeller;

/**
 * How noisy the first labels are.
 *
 * @param text as configured, such as {@code 0.15}, or {@code T=2} for a temperature
 * @param value the expected fraction of wrong labels, or the temperature; of given labels 0
 * @param kind which of them
 */
public record NoiseLevel(String text, double value, Kind kind) {
    /** First labels that the data came with. */
    static final NoiseLevel GIVEN = new NoiseLevel("given", 0, Kind.GIVEN);

    /** What decides how noisy they are. */
    public enum Kind {
        /** An expected fraction of wrong labels. */
        RATE,
        /** The temperature of people's distributions. */
        TEMPERATURE,
        /** The data, which have them. */
        GIVEN
    }

    static NoiseLevel ofRate(double rate) {
        return new NoiseLevel(plain(rate), rate, Kind.RATE);
    }

    static NoiseLevel ofTemperature(double temperature) {
        return new NoiseLevel("T=" + plain(temperature), temperature, Kind.TEMPERATURE);
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }

    /**
     * People whose first labels are that noisy.
     *
     * @param given the labels that the data came with
     * @throws IllegalArgumentException if the rate is out of reach
     */
    Relabeller relabeller(LabelDistribution people, Supplier<int[]> given, long seed) {
        return switch (kind) {
            case RATE -> new Relabeller(people, people.temperatureFor(value), seed);
            case TEMPERATURE -> new Relabeller(people, value, seed);
            case GIVEN -> new Relabeller(people, given.get(), seed);
        };
    }

    /** The level in a file's name. */
    String inFileName() {
        return text.replace("=", "");
    }
}
