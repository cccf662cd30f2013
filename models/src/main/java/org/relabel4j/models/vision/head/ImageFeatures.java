package org.relabel4j.models.vision.head;

import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.models.NativeNeeds;

/** Turns sets of images into features, each set once. Thread-safe. */
interface ImageFeatures extends NativeNeeds {
    /**
     * The features of all images of a set, shape (size, dimension).
     *
     * @throws IllegalArgumentException if these are no images, or images of which it has no features
     */
    FeatureMatrix of(Examples examples);
}
