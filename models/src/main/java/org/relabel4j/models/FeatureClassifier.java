package org.relabel4j.models;

import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.Examples;

/** A classifier without a hidden layer: its embeddings are the features themselves. Internal. */
public interface FeatureClassifier extends Classifier {
    @Override
    default Embeddings embed(Examples examples, int[] rows) {
        return RawFeatures.embed(examples, rows);
    }
}
