package org.relabel4j.models.vision;

/** Which layers a network is built of; parameters and their names are the same for the first two. */
public enum LayerKind {
    /** The layers of {@link org.relabel4j.models.vision.layers}, for the CPU. */
    FAST,
    /** Deeplearning4j's own, for CUDA and for programs without Relabel4J. */
    STANDARD
}
