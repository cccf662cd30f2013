package org.relabel4j.models.mlp;

import java.util.List;

/** An engine that fits networks to training sets of equally many features and classes. */
interface MlpFitter {
    /** The fitted parameters for each training set, in order. */
    List<MlpParameters> fit(List<TrainingSet> sets);

    /** A step on the batch of a number; returns the batch's mean loss before it. */
    @FunctionalInterface
    interface Step {
        double take(int batch);
    }

    /** Takes steps, epoch after epoch, until the loss converges. */
    static void train(MlpConfig config, TrainingSet set, MiniBatches batches, Step step) {
        Convergence stopping = new Convergence(config);
        double loss;
        do {
            batches.startEpoch();
            double sum = 0;
            for (int batch = 0; batch < batches.count(); batch++) {
                sum += step.take(batch) * batches.size(batch);
            }
            loss = sum / set.size();
        } while (!stopping.stopAfter(loss));
    }
}
