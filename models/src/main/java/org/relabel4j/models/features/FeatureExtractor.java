package org.relabel4j.models.features;

import java.util.function.IntConsumer;
import org.relabel4j.core.training.Examples;
import org.relabel4j.models.NativeNeeds;
import org.relabel4j.models.state.StateWriter;

/** Turns examples into features and never learns: a network with fixed weights, or a formula. Thread-safe. */
public interface FeatureExtractor extends NativeNeeds {
    /**
     * Length of the features of such examples.
     *
     * @throws IllegalArgumentException if it has no features of them: of another kind or shape than it takes, or the weights do
     *     not fit; one line
     */
    int dimension(Examples examples);

    /** What the features depend on beside the examples, by content, as bytes that stay the same from version to version. */
    byte[] identity(Examples examples);

    /**
     * The features.
     *
     * @return shape (examples.size(), dimension), row-major
     * @throws IllegalArgumentException as {@link #dimension}
     */
    float[] extract(Examples examples);

    /**
     * The features, as {@link #extract(Examples)}.
     *
     * @param done hears now and then how many examples are done
     */
    default float[] extract(Examples examples, IntConsumer done) {
        float[] features = extract(examples);
        done.accept(examples.size());
        return features;
    }

    /** Where its weights come from, for messages. */
    default String source() {
        return kind();
    }

    /** Name in files of what {@link #save} writes. */
    String kind();

    /** Writes all that the features depend on. */
    void save(StateWriter out);
}
