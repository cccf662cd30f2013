package org.relabel4j.models.mlp;

/**
 * What does the arithmetic of a {@link MlpTrainer}. All engines start from the same weights, see the same batches, stop by the
 * same rule and compute in double precision, so their probabilities agree within rounding. (In single precision they would
 * not: among millions of activations some lie within a rounding error of the ReLU's kink, and after a hundred epochs on 1600
 * examples the probabilities of two engines differed by 5e-3.)
 *
 * <p>{@link #JAVA} is the default because it is the fastest on a CPU and loads no native library: on the 5-fold cross-validation
 * of 2000 Wall Robot examples it took a fifth of the processor time of {@link #ND4J} and a thirtieth of that of {@link #DL4J}
 * ({@code relabel4j bench folds engine=...}; docs/PERFORMANCE.md).
 */
public enum MlpEngine {
    /** Plain Java on one thread, a fold at a time: no native library. The default. */
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
