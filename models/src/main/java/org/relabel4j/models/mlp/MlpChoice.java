package org.relabel4j.models.mlp;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.relabel4j.core.metric.LogLoss;
import org.relabel4j.models.HeldOut;

/**
 * A penalty and a number of epochs, chosen by the log loss of held-out training examples with their labels as they are: a third of
 * them. Penalties are tried from strong to weak until the loss rises; each training stops early, when the loss no longer falls.
 */
record MlpChoice(double l2, int epochs) {
    private static final double[] PENALTIES = {1e3, 100, 10, 1, 0.1, 0.01, 1e-3, 1e-4};

    /** A choice and its loss. */
    private record Tried(MlpChoice choice, double loss) {}

    /**
     * Chooses.
     *
     * @param config with the penalty and epochs to take if there is nothing to choose by
     * @param copies as for {@link HeldOut#folds}
     */
    static MlpChoice of(MlpConfig config, TrainingSet set, int copies) {
        int[] folds = HeldOut.folds(set.labels(), set.numClasses(), copies);
        MlpChoice usual = new MlpChoice(config.l2(), config.maxEpochs());
        if (folds.length == 0) {
            return usual;
        }
        TrainingSet training = part(set, folds, false);
        TrainingSet heldOut = part(set, folds, true);
        Tried best = new Tried(usual, Double.POSITIVE_INFINITY);
        for (double penalty : PENALTIES) {
            Tried tried = train(config.with(penalty, config.maxEpochs()), training, heldOut);
            if (!(tried.loss() < best.loss())) {
                break;
            }
            best = tried;
        }
        return best.choice();
    }

    private static TrainingSet part(TrainingSet set, int[] folds, boolean heldOut) {
        int[] positions = IntStream.range(0, folds.length)
                .filter(n -> (folds[n] == 0) == heldOut)
                .toArray();
        return new TrainingSet(
                set.examples(),
                Arrays.stream(positions).map(n -> set.rows()[n]).toArray(),
                Arrays.stream(positions).map(n -> set.labels()[n]).toArray(),
                set.numClasses(),
                set.seed());
    }

    /** The best number of epochs with a penalty. */
    private static Tried train(MlpConfig config, TrainingSet training, TrainingSet heldOut) {
        Convergence stopping = new Convergence(config);
        JavaFitter.Run run = new JavaFitter(config).start(training);
        double least = Double.POSITIVE_INFINITY;
        int epochs = 1;
        double loss;
        do {
            run.epoch();
            loss = LogLoss.of(
                    new MlpClassifier(run.parameters()).predict(heldOut.examples(), heldOut.rows()), heldOut.labels());
            if (loss < least) {
                least = loss;
                epochs = stopping.epochs() + 1;
            }
        } while (!stopping.stopAfter(loss));
        return new Tried(new MlpChoice(config.l2(), epochs), least);
    }
}
