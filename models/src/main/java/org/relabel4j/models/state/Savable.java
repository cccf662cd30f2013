package org.relabel4j.models.state;

import org.relabel4j.core.training.Classifier;

/** A classifier that a file can hold. */
public interface Savable extends Classifier {
    /** The name by which what reads it back is found. */
    String kind();

    /** Writes all that its predictions depend on. */
    void save(StateWriter out);
}
