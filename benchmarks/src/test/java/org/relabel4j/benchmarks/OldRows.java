package org.relabel4j.benchmarks;

import java.util.Optional;
import org.relabel4j.benchmarks.learning.LearningCell;
import org.relabel4j.benchmarks.learning.RoundRow;
import org.relabel4j.core.metric.ModelMetrics;

/** Rows that know nothing of costs and noise, as files of version 1. */
public final class OldRows {
    private OldRows() {}

    /** A row. */
    public static RoundRow row(
            String experiment,
            LearningCell cell,
            int round,
            RoundRow.Labels labels,
            double modelAccuracy,
            double consensusAccuracy,
            double ece,
            RoundRow.Bought bought) {
        return new RoundRow(
                experiment,
                cell,
                round,
                labels,
                modelAccuracy,
                consensusAccuracy,
                onlyEce(ece),
                bought,
                Double.NaN,
                Optional.empty(),
                new RoundRow.NoiseFound(Double.NaN, Double.NaN, Double.NaN, Double.NaN));
    }

    /** Metrics of which nothing but the calibration error is known. */
    public static ModelMetrics onlyEce(double ece) {
        return new ModelMetrics(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, ece);
    }
}
