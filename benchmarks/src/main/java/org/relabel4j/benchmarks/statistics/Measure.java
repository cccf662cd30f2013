package org.relabel4j.benchmarks.statistics;

import org.relabel4j.core.metric.LearningCurve;

/** One number for a whole learning curve. */
public enum Measure {
    /** The value in the last round. */
    LAST_ROUND {
        @Override
        double of(double[] labels, double[] values) {
            return values[values.length - 1];
        }
    },
    /** The area under the curve divided by its width: the mean value over the labels bought. */
    AREA {
        @Override
        double of(double[] labels, double[] values) {
            return new LearningCurve(labels, values).area();
        }
    };

    /**
     * @param labels annotations in each round, ascending
     * @param values the metric in each round, same length, at least 1
     */
    abstract double of(double[] labels, double[] values);
}
