package org.relabel4j.core.metric;

import java.util.OptionalDouble;

/**
 * How a metric grows with the labels bought. Immutable.
 *
 * <p>Between two points the curve is a straight line.
 */
public final class LearningCurve {
    private final double[] labels;
    private final double[] values;

    /**
     * A curve; the arrays are copied.
     *
     * @param labels labels bought at each point, strictly ascending
     * @param values the metric at each point, same length, finite
     * @throws IllegalArgumentException if the lengths differ, there is no point, labels do not ascend, or a value is not finite
     */
    public LearningCurve(double[] labels, double[] values) {
        if (labels.length != values.length || labels.length == 0) {
            throw new IllegalArgumentException(
                    "a learning curve needs as many values as label counts and at least one, found " + values.length
                            + " and " + labels.length);
        }
        for (int n = 0; n < labels.length; n++) {
            if (n > 0 && !(labels[n] > labels[n - 1])) {
                throw new IllegalArgumentException(
                        "label counts of a learning curve must ascend, found " + labels[n] + " after " + labels[n - 1]);
            }
            if (!Double.isFinite(values[n])) {
                throw new IllegalArgumentException(
                        "value " + n + " of a learning curve is " + values[n] + ", expected a finite number");
            }
        }
        this.labels = labels.clone();
        this.values = values.clone();
    }

    /**
     * Area under the curve by the trapezoid rule, divided by the labels between its ends: the mean value over the labels
     * bought. A single point's value is its area.
     */
    public double area() {
        if (labels.length == 1) {
            return values[0];
        }
        double sum = 0;
        for (int n = 1; n < labels.length; n++) {
            sum += (labels[n] - labels[n - 1]) * (values[n] + values[n - 1]) / 2;
        }
        return sum / (labels[labels.length - 1] - labels[0]);
    }

    /**
     * Labels at which the curve first reaches a value, between points by interpolation.
     *
     * @return empty if it never does
     */
    public OptionalDouble labelsToReach(double value) {
        if (values[0] >= value) {
            return OptionalDouble.of(labels[0]);
        }
        for (int n = 1; n < labels.length; n++) {
            if (values[n] >= value) {
                double fraction = (value - values[n - 1]) / (values[n] - values[n - 1]);
                return OptionalDouble.of(labels[n - 1] + fraction * (labels[n] - labels[n - 1]));
            }
        }
        return OptionalDouble.empty();
    }
}
