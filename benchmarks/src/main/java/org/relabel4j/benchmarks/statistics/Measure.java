package org.relabel4j.benchmarks.statistics;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.relabel4j.benchmarks.learning.RoundRow;
import org.relabel4j.core.metric.LearningCurve;

/** One number for a trial's whole learning curve. Rounds in which the metric is unknown are left out; NaN if it always is. */
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
            return curve(labels, values).area();
        }
    },
    /** The mean over the rounds, as published results are summarised. */
    MEAN_OF_ROUNDS {
        @Override
        double of(double[] labels, double[] values) {
            return MeanSd.of(values).mean();
        }
    };

    /**
     * The measure of one trial.
     *
     * @param rounds its rounds in ascending order
     */
    public double of(List<RoundRow> rounds, Metric metric) {
        List<RoundRow> known =
                rounds.stream().filter(row -> !Double.isNaN(metric.of(row))).toList();
        if (known.isEmpty()) {
            return Double.NaN;
        }
        return of(
                known.stream().mapToDouble(row -> row.labels().annotations()).toArray(),
                known.stream().mapToDouble(metric::of).toArray());
    }

    /**
     * A curve through the rounds but those that bought nothing, which add no width to it.
     *
     * @param labels labels in each round, not descending
     * @param values the height in each round, same length, at least 1
     */
    public static LearningCurve curve(double[] labels, double[] values) {
        int[] widening = IntStream.range(0, labels.length)
                .filter(n -> n == 0 || labels[n] > labels[n - 1])
                .toArray();
        return new LearningCurve(
                IntStream.of(widening).mapToDouble(n -> labels[n]).toArray(),
                IntStream.of(widening).mapToDouble(n -> values[n]).toArray());
    }

    /** Id in files. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @param labels annotations in each round, not descending
     * @param values the metric in each round, same length, at least 1
     */
    abstract double of(double[] labels, double[] values);
}
