package org.relabel4j.models.registry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.models.mlp.BatchSplit;
import org.relabel4j.models.mlp.MlpConfig;
import org.relabel4j.models.mlp.MlpEngine;
import org.relabel4j.models.mlp.MlpTrainer;

/** The multi-layer perceptron in the registry. */
final class MlpModel {
    private static final MlpConfig USUAL = MlpConfig.defaults();

    private static final Option<Integer> HIDDEN = Option.integer(
                    "hidden", 1, OptionLimits.PARTS, "units of the hidden layer")
            .withDefault(USUAL.hidden());
    private static final Option<Integer> EPOCHS = Option.integer(
                    "epochs", 1, OptionLimits.STEPS, "passes over the training set at most")
            .withDefault(USUAL.maxEpochs());
    private static final Option<Double> LR = Option.real(
                    "lr", OptionLimits.SMALLEST, OptionLimits.LARGEST, "Adam's step size")
            .withDefault(USUAL.learningRate());
    private static final Option<Integer> BATCH = Option.integer("batch", 1, OptionLimits.EXAMPLES, "examples a batch")
            .withDefault(USUAL.batchSize());
    private static final Option<BatchSplit> BATCH_SPLIT = Option.choice(
                    "batch-split",
                    BatchSplit.class,
                    "how an epoch is dealt out to batches",
                    Map.of(BatchSplit.SHORT_LAST, "as in scikit-learn"))
            .withDefault(USUAL.batchSplit());
    private static final Option<Optional<Double>> L2 = Option.real(
                    "l2", 0, OptionLimits.LARGEST, "penalty on the weights")
            .orWord(OptionLimits.AUTO)
            .withDefault(Optional.of(USUAL.l2()));
    private static final Option<Double> TOLERANCE = Option.real(
                    "tolerance", 0, OptionLimits.LARGEST, "loss by which an epoch must improve on the best, in nats")
            .withDefault(USUAL.tolerance());
    private static final Option<Integer> PATIENCE = Option.integer(
                    "patience", 0, OptionLimits.STEPS, "epochs without improvement to bear")
            .withDefault(USUAL.patience());
    private static final Option<MlpEngine> ENGINE =
            Option.choice("engine", MlpEngine.class, "what does the arithmetic").withDefault(USUAL.engine());

    static final ModelEntry ENTRY = new ModelEntry(
            "mlp",
            "Neural network with one hidden layer, as scikit-learn's MLPClassifier",
            List.of(HIDDEN, EPOCHS, LR, BATCH, BATCH_SPLIT, L2, TOLERANCE, PATIENCE, ENGINE),
            MlpModel::trainer);

    private MlpModel() {}

    private static Trainer trainer(Options options) {
        Optional<Double> l2 = options.get(L2);
        MlpConfig config = new MlpConfig(
                options.get(HIDDEN),
                options.get(LR),
                options.get(BATCH),
                options.get(BATCH_SPLIT),
                l2.orElse(USUAL.l2()),
                options.get(EPOCHS),
                options.get(TOLERANCE),
                options.get(PATIENCE),
                options.get(ENGINE));
        return new MlpTrainer(config, l2.isPresent() ? 0 : 1);
    }
}
