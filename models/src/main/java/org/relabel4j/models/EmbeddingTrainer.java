package org.relabel4j.models;

import org.relabel4j.core.training.Trainer;

/** A trainer whose classifiers give embeddings, as all of this module do. */
public interface EmbeddingTrainer extends Trainer {
    @Override
    default boolean hasEmbeddings() {
        return true;
    }
}
