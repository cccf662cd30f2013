package org.relabel4j.models.mlp;

import org.relabel4j.models.FeatureChecks;

/**
 * Settings of the multi-layer perceptron. The defaults are those of scikit-learn's {@code MLPClassifier} except for 500
 * epochs instead of 200, the setting of the ActiveLab paper (Goh and Mueller 2023, arXiv:2301.11856), and for batches of equal
 * size, see {@link BatchSplit}.
 *
 * @param hidden units of the hidden layer, at least 1
 * @param learningRate Adam's step size, positive
 * @param batchSize examples per batch, at least 1; a smaller training set is one batch
 * @param batchSplit how the examples of an epoch are dealt out to batches
 * @param l2 penalty on the weights (not the biases), at least 0; its gradient is divided by the batch's size, as in
 *     scikit-learn
 * @param maxEpochs passes over the training set at most, at least 1
 * @param tolerance an epoch counts as an improvement if its loss is this much below the best before it, at least 0; nats
 * @param patience training stops after more than this many epochs in a row without an improvement, at least 0
 * @param engine what does the arithmetic
 */
public record MlpConfig(
        int hidden,
        double learningRate,
        int batchSize,
        BatchSplit batchSplit,
        double l2,
        int maxEpochs,
        double tolerance,
        int patience,
        MlpEngine engine) {
    /**
     * @throws IllegalArgumentException if a value is out of range
     */
    public MlpConfig {
        FeatureChecks.setting(hidden >= 1, "mlp hidden", hidden, "at least 1 unit");
        FeatureChecks.setting(
                learningRate > 0 && Double.isFinite(learningRate), "mlp lr", learningRate, "a positive number");
        FeatureChecks.setting(batchSize >= 1, "mlp batch size", batchSize, "at least 1 example");
        FeatureChecks.setting(l2 >= 0 && Double.isFinite(l2), "mlp l2", l2, "0 or more");
        FeatureChecks.setting(maxEpochs >= 1, "mlp epochs", maxEpochs, "at least 1");
        FeatureChecks.setting(tolerance >= 0, "mlp tolerance", tolerance, "0 or more");
        FeatureChecks.setting(patience >= 0, "mlp patience", patience, "0 or more epochs");
    }

    /** The ActiveLab paper's setting on the default engine. */
    public static MlpConfig defaults() {
        return new MlpConfig(100, 1e-3, 200, BatchSplit.EVEN, 1e-4, 500, 1e-4, 10, MlpEngine.JAVA);
    }

    /** These settings with another penalty on the weights. */
    public MlpConfig withL2(double penalty) {
        return with(penalty, maxEpochs);
    }

    /** These settings with another penalty on the weights and another limit of epochs. */
    MlpConfig with(double penalty, int epochs) {
        return new MlpConfig(hidden, learningRate, batchSize, batchSplit, penalty, epochs, tolerance, patience, engine);
    }
}
