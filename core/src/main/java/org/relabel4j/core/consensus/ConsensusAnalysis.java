package org.relabel4j.core.consensus;

import java.util.Optional;

/** A consensus with what it says of the annotators, and what it rests on. */
public interface ConsensusAnalysis {
    /** Labels and qualities. */
    Consensus consensus();

    /** How good each annotator is. */
    AnnotatorStats annotatorStats();

    /** How far models and annotators were trusted; empty if the method does not weigh them. */
    Optional<Trust> trust();

    /**
     * Writes how probable each class of labelled example {@code i} is; of a method without a model of the labels, the fractions
     * of its votes. For one thread at a time.
     *
     * @param destination one value a class
     */
    void classProbabilities(int i, double[] destination);

    /** What annotators answer to examples of each class; empty if the method does not estimate it. */
    default Optional<ConfusionMatrices> confusionMatrices() {
        return Optional.empty();
    }
}
