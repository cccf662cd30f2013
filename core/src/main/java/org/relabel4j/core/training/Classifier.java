package org.relabel4j.core.training;

import java.util.List;
import java.util.Map;
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

    /**
     * Predicts several times, leaving out other random parts of the network each time, as in training with dropout: draws from an
     * approximate posterior over networks (Gal and Ghahramani 2016, arXiv:1506.02142).
     *
     * @param rows which examples, in the order wanted
     * @param passes predictions to make, at least 1
     * @param seed the only source of randomness
     * @return one prediction a pass, each of shape (rows.length, numClasses)
     * @throws UnsupportedOperationException if the trainer's {@link Trainer#hasDropout} is false
     */
    default List<Probabilities> predictWithDropout(Examples examples, int[] rows, int passes, long seed) {
        throw new UnsupportedOperationException("this classifier was trained without dropout");
    }

    /**
     * What the trainer chose by the training examples where it was left to it, such as a penalty: by the option's name, as a user
     * would give it. Empty if there was nothing to choose, or the classifier was read from a file.
     */
    default Map<String, String> choices() {
        return Map.of();
    }

    @Override
    default void close() {}
}
