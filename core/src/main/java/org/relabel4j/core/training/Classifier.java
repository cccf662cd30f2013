package org.relabel4j.core.training;

import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.probability.Probabilities;

/** A trained classifier. Not necessarily thread-safe. Whoever got it closes it; it may hold native memory. */
public interface Classifier extends AutoCloseable {
    /**
     * Predicts class probabilities.
     *
     * @param examples examples of the shape trained on
     * @param rows which of them, in the order wanted; may be empty
     * @return shape (rows.length, numClasses)
     */
    Probabilities predict(Examples examples, int[] rows);

    /**
     * Embeds examples: the last hidden layer, or the features themselves in models without one.
     *
     * @param rows which of them, in the order wanted
     * @return shape (rows.length, dimension)
     * @throws UnsupportedOperationException if the trainer's {@link Trainer#hasEmbeddings} is false
     */
    default Embeddings embed(Examples examples, int[] rows) {
        throw new UnsupportedOperationException("this classifier has no embeddings");
    }

    @Override
    default void close() {}
}
