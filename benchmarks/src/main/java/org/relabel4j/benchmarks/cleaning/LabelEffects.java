package org.relabel4j.benchmarks.cleaning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.commons.math3.stat.correlation.KendallsCorrelation;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;
import org.relabel4j.benchmarks.experiment.Components;
import org.relabel4j.core.metric.Accuracy;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.datasets.Dataset;

/**
 * What labels are worth: for training (accuracy on the test set of models that learn from them), for evaluation (how far the
 * accuracies that they give other models are from the true ones), and for model selection (whether they rank those models as
 * the true labels do).
 */
final class LabelEffects {
    /** Accuracy, on the test set's true labels, of a model trained on the labels. */
    static final String MODEL_ACCURACY = "model_accuracy";
    /** Mean over models of the accuracy measured on the labels less the true one. */
    static final String ACCURACY_BIAS = "accuracy_bias";
    /** Mean over models of the absolute difference. */
    static final String ACCURACY_ERROR = "accuracy_error";
    /** Kendall's τ-b of measured and true accuracies. */
    static final String KENDALL = "kendall";
    /** Spearman's ρ of measured and true accuracies. */
    static final String SPEARMAN = "spearman";
    /** True accuracy of the best model less that of the model that the labels find best. */
    static final String REGRET = "selection_regret";

    private final CleaningConfig config;
    private final Components components;
    private final CleaningTrial trial;

    /**
     * One number.
     *
     * @param measure one of the constants
     * @param model the model that it is about; empty for all together
     * @param value NaN where it is not defined: the correlation of accuracies that are all alike
     */
    record Effect(String measure, String model, double value) {}

    LabelEffects(CleaningConfig config, Components components, CleaningTrial trial) {
        this.config = config;
        this.components = components;
        this.trial = trial;
    }

    /**
     * All numbers about some labels of the pool, in fixed order; none if the experiment names no models.
     *
     * @param fitted hears of each model that has learnt from the labels, as {@link Fitting#labels} has it
     */
    List<Effect> of(int[] labels, BiConsumer<List<String>, List<List<Map<String, String>>>> fitted) {
        List<Effect> values = new ArrayList<>();
        if (!config.effects().models().isEmpty()) {
            config.effects().models().forEach(model -> values.add(training(model, labels, fitted)));
            values.addAll(evaluation(trial.candidates(), labels, trial.people().trueLabels()));
        }
        return values;
    }

    private Effect training(
            String model, int[] labels, BiConsumer<List<String>, List<List<Map<String, String>>>> fitted) {
        Dataset data = trial.data();
        int[] rows = new int[labels.length];
        Arrays.setAll(rows, i -> i);
        int[] predicted = new Fitting(config, components, data.classNames().size())
                .labels(
                        model,
                        data.pool(),
                        rows,
                        labels,
                        data.test(),
                        Seeds.derive(trial.seed(), "effect " + model),
                        fitted);
        return new Effect(MODEL_ACCURACY, model, Accuracy.of(predicted, data.testLabels()));
    }

    /** What labels say of models whose predictions are given, against what the truth says. */
    static List<Effect> evaluation(List<int[]> predictions, int[] labels, int[] truth) {
        double[] measured =
                predictions.stream().mapToDouble(p -> Accuracy.of(p, labels)).toArray();
        double[] actual =
                predictions.stream().mapToDouble(p -> Accuracy.of(p, truth)).toArray();
        int best = 0;
        int chosen = 0;
        double bias = 0;
        double error = 0;
        for (int n = 0; n < actual.length; n++) {
            best = actual[n] > actual[best] ? n : best;
            chosen = measured[n] > measured[chosen] ? n : chosen;
            bias += (measured[n] - actual[n]) / actual.length;
            error += Math.abs(measured[n] - actual[n]) / actual.length;
        }
        boolean ranked = differ(measured) && differ(actual);
        return List.of(
                new Effect(ACCURACY_BIAS, "", bias),
                new Effect(ACCURACY_ERROR, "", error),
                new Effect(KENDALL, "", ranked ? new KendallsCorrelation().correlation(measured, actual) : Double.NaN),
                new Effect(
                        SPEARMAN, "", ranked ? new SpearmansCorrelation().correlation(measured, actual) : Double.NaN),
                new Effect(REGRET, "", actual[best] - actual[chosen]));
    }

    private static boolean differ(double[] values) {
        return Arrays.stream(values).distinct().count() > 1;
    }
}
