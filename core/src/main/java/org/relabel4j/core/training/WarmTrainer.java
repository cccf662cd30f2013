package org.relabel4j.core.training;

import java.util.Optional;

/**
 * A trainer that can start a round's classifier from what the round before has learned. It holds no state itself: what is handed
 * on goes through {@link FoldMemory}. {@link #train} starts cold.
 */
public interface WarmTrainer extends Trainer {
    /**
     * Trains one classifier, and says what the next round needs of it.
     *
     * <p>What it predicts of the examples left out is out of sample only if the classifiers before it were not trained on them
     * either: whoever calls keeps each example in its fold.
     *
     * @param before what this fold's classifier left in the round before; if empty, this trains as {@link #train} does
     * @return the classifier, which the caller closes, and what to hand on
     * @throws IllegalArgumentException if the examples are of a shape that this trainer cannot take, or the memory is not one
     *     that it left
     */
    Trained trainFrom(
            Examples examples, int[] rows, int[] labels, int numClasses, long seed, Optional<FoldMemory> before);

    /**
     * What training gave.
     *
     * @param classifier the classifier
     * @param memory for the next round
     */
    record Trained(Classifier classifier, FoldMemory memory) {}
}
