package org.relabel4j.core.metric;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.relabel4j.core.probability.Probabilities;

/**
 * What is told of a model's probabilities besides its accuracy; each is NaN if it is unknown.
 *
 * @param macroF1 see {@link MacroF1}, 0 to 1
 * @param balancedAccuracy see {@link BalancedAccuracy}, 0 to 1
 * @param auc see {@link Auc}, 0 to 1
 * @param logLoss see {@link LogLoss}, in nats, with the least probability of scikit-learn
 * @param brier see {@link Brier}, 0 to 2, with two classes 0 to 1
 * @param ece see {@link CalibrationError}, with 15 bins, 0 to 1
 */
public record ModelMetrics(
        double macroF1, double balancedAccuracy, double auc, double logLoss, double brier, double ece) {
    /**
     * The metrics of a model.
     *
     * @param labels class of each example, or -1 for one that does not count
     * @throws IllegalArgumentException if the sizes differ
     */
    public static ModelMetrics of(Probabilities predProbs, int[] labels) {
        int[] predicted = ClassCounts.likeliest(predProbs, labels);
        return new ModelMetrics(
                MacroF1.of(predicted, labels, predProbs.numClasses()),
                BalancedAccuracy.of(predicted, labels, predProbs.numClasses()),
                Auc.oneAgainstRest(predProbs, labels),
                LogLoss.of(predProbs, labels, LogLoss.SCIKIT_LEARN_MIN_PROB),
                Brier.of(predProbs, labels),
                CalibrationError.expected(predProbs, labels));
    }

    /**
     * The mean of the metrics of several models, such as those of a cross-validation.
     *
     * @return all NaN if there is no model
     * @throws IllegalArgumentException if the sizes differ
     */
    public static ModelMetrics mean(List<Probabilities> models, int[] labels) {
        List<ModelMetrics> all = models.stream().map(model -> of(model, labels)).toList();
        return new ModelMetrics(
                mean(all, ModelMetrics::macroF1),
                mean(all, ModelMetrics::balancedAccuracy),
                mean(all, ModelMetrics::auc),
                mean(all, ModelMetrics::logLoss),
                mean(all, ModelMetrics::brier),
                mean(all, ModelMetrics::ece));
    }

    private static double mean(List<ModelMetrics> all, ToDoubleFunction<ModelMetrics> value) {
        return all.stream().mapToDouble(value).average().orElse(Double.NaN);
    }
}
