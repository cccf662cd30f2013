package org.relabel4j.models.vision.head;

import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.models.NativeNeeds;
import org.relabel4j.models.state.StateReader;
import org.relabel4j.models.state.StateWriter;

/** Turns sets of images into features, each set once. Thread-safe. */
interface ImageFeatures extends NativeNeeds {
    /** Name of the text in files that says which features they are. */
    String KIND = "features";

    /**
     * The features of all images of a set, shape (size, dimension).
     *
     * @throws IllegalArgumentException if these are no images, or images of which it has no features
     */
    FeatureMatrix of(Examples examples);

    /** Writes all that the features depend on. */
    void save(StateWriter out);

    /**
     * Reads what {@link #save} wrote.
     *
     * @throws IllegalArgumentException if it is not sound
     */
    static ImageFeatures read(StateReader in) {
        String kind = in.text(KIND);
        return switch (kind) {
            case HogFeatures.KIND -> new HogFeatures();
            case FrozenBackbone.KIND -> FrozenBackbone.read(in);
            default -> throw in.problem(KIND, "is \"" + kind + "\", which this program does not know");
        };
    }
}
