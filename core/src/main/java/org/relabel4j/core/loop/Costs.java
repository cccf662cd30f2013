package org.relabel4j.core.loop;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.relabel4j.core.annotation.Annotations;

/**
 * What a label costs: a price by kind, times the annotator's rate.
 *
 * @param unit of the prices, such as {@code label}, {@code EUR} or {@code minute}
 * @param newLabel price of an example's first label
 * @param repeatLabel price of a further label of an example
 * @param annotatorRates factor of each of the first annotators; all others have 1
 */
public record Costs(String unit, double newLabel, double repeatLabel, List<Double> annotatorRates) {
    /**
     * @throws IllegalArgumentException if the unit is blank, or a price or rate is not positive
     */
    public Costs {
        annotatorRates = List.copyOf(annotatorRates);
        if (unit.isBlank()) {
            throw new IllegalArgumentException("costs need a unit, such as label, EUR or minute");
        }
        checkPositive("price of a new label", newLabel);
        checkPositive("price of a repeated label", repeatLabel);
        for (int j = 0; j < annotatorRates.size(); j++) {
            checkPositive("rate of annotator " + j, annotatorRates.get(j));
        }
    }

    /** Every label costs one. */
    public static Costs labels() {
        return new Costs("label", 1, 1, List.of());
    }

    /**
     * Price of one label.
     *
     * @param annotator who gives it
     * @param repeat whether the example has a label already
     */
    public double price(int annotator, boolean repeat) {
        double rate = annotator < annotatorRates.size() ? annotatorRates.get(annotator) : 1;
        return rate * (repeat ? repeatLabel : newLabel);
    }

    /** Price of labels, of which the oldest of each example is its first. */
    public double price(Annotations annotations) {
        double sum = 0;
        for (int i = 0; i < annotations.numExamples(); i++) {
            for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                sum += price(annotations.annotatorAt(a), a > annotations.rowStart(i));
            }
        }
        return sum;
    }

    /** Price of one label by whoever answers; by the dearest annotator if that is not known. */
    double price(OptionalInt annotator, boolean repeat) {
        if (annotator.isPresent()) {
            return price(annotator.getAsInt(), repeat);
        }
        double dearest =
                annotatorRates.stream().mapToDouble(Double::doubleValue).max().orElse(1);
        return Math.max(1, dearest) * (repeat ? repeatLabel : newLabel);
    }

    /** The least that any label can cost. */
    double cheapest() {
        double[] rates =
                annotatorRates.stream().mapToDouble(Double::doubleValue).toArray();
        return Math.min(1, Arrays.stream(rates).min().orElse(1)) * Math.min(newLabel, repeatLabel);
    }

    private static void checkPositive(String what, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(what + " is " + value + ", expected a positive number");
        }
    }
}
