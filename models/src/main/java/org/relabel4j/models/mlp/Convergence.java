package org.relabel4j.models.mlp;

/**
 * Says when training ends: scikit-learn's rule for {@code MLPClassifier} without early stopping on held-out data.
 *
 * <p>An epoch without improvement is one whose loss is more than {@code best - tolerance}. Training ends after <em>more
 * than</em> {@code patience} such epochs in a row (so with patience 10 at the eleventh, as scikit-learn's code does; its
 * documentation says ten), or at the limit of epochs.
 */
final class Convergence {
    private final double tolerance;
    private final int patience;
    private final int maxEpochs;
    private double best = Double.POSITIVE_INFINITY;
    private int epochs;
    private int withoutImprovement;

    Convergence(MlpConfig config) {
        tolerance = config.tolerance();
        patience = config.patience();
        maxEpochs = config.maxEpochs();
    }

    /**
     * Counts an epoch.
     *
     * @param loss the epoch's mean training loss, nats; each batch's taken before its update
     * @return whether to stop
     * @throws IllegalArgumentException if the loss is not finite: the settings do not suit the features
     */
    boolean stopAfter(double loss) {
        epochs++;
        if (!Double.isFinite(loss)) {
            throw new IllegalArgumentException("mlp training diverged: its loss is " + loss + " after epoch " + epochs
                    + "; scale the features to about [-1, 1] or lower the step size");
        }
        withoutImprovement = loss > best - tolerance ? withoutImprovement + 1 : 0;
        best = Math.min(best, loss);
        return epochs >= maxEpochs || withoutImprovement > patience;
    }

    /** Epochs so far. */
    int epochs() {
        return epochs;
    }
}
