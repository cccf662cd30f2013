package org.relabel4j.labeling.round;

import org.relabel4j.core.metric.ModelMetrics;

/**
 * How well a model's cross-validated probabilities fit the consensus labels, which were inferred with its help: a little too well. See
 * {@link ModelMetrics}; what is unknown is NaN.
 *
 * @param macroF1 0 to 1
 * @param balancedAccuracy 0 to 1
 * @param auc one class against the rest, 0 to 1
 * @param brier 0 to 2, with two classes 0 to 1
 * @param ece 0 to 1
 */
public record ModelQuality(double macroF1, double balancedAccuracy, double auc, double brier, double ece) {
    /** Of a round without a model, or of before these were measured. */
    public static final ModelQuality UNKNOWN =
            new ModelQuality(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    /** Without the log loss, of which a round has one with another least probability. */
    public static ModelQuality of(ModelMetrics metrics) {
        return new ModelQuality(
                metrics.macroF1(), metrics.balancedAccuracy(), metrics.auc(), metrics.brier(), metrics.ece());
    }
}
