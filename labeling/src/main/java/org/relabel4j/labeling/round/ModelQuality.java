package org.relabel4j.labeling.round;

import java.util.List;
import java.util.function.ToDoubleFunction;
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

    /** The means over several questions, of those that are known; such as AUC, which is not where all have one answer. */
    public static ModelQuality mean(List<ModelQuality> qualities) {
        return new ModelQuality(
                mean(qualities, ModelQuality::macroF1),
                mean(qualities, ModelQuality::balancedAccuracy),
                mean(qualities, ModelQuality::auc),
                mean(qualities, ModelQuality::brier),
                mean(qualities, ModelQuality::ece));
    }

    private static double mean(List<ModelQuality> qualities, ToDoubleFunction<ModelQuality> value) {
        return qualities.stream()
                .mapToDouble(value)
                .filter(known -> !Double.isNaN(known))
                .average()
                .orElse(Double.NaN);
    }
}
