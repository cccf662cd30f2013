package org.relabel4j.models.mlp;

/**
 * What does the arithmetic of a {@link MlpTrainer}. All engines start from the same weights, see the same batches and stop by
 * the same rule, so their probabilities agree within rounding.
 */
public enum MlpEngine {
    /** Plain Java on one thread: no native library. The default. */
    JAVA,
    /** ND4J, all folds of a cross-validation in one batched computation; the one for a GPU. */
    ND4J,
    /** Deeplearning4j's {@code MultiLayerNetwork}, a fold at a time: the slow, obvious reference. */
    DL4J;

    MlpFitter fitter(MlpConfig config) {
        // The native engines' classes are named here only, so that nothing loads ND4J before it is asked for.
        return switch (this) {
            case JAVA -> new JavaFitter(config);
            case ND4J -> new Nd4jFitter(config);
            case DL4J -> new Dl4jFitter(config);
        };
    }
}
