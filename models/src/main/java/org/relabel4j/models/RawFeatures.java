package org.relabel4j.models;

import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.training.Examples;

/** The embeddings of models without a hidden layer: the features themselves. Internal. */
public final class RawFeatures {
    private RawFeatures() {}

    /** The values of some examples, shape (rows.length, length of an example). */
    public static Embeddings embed(Examples examples, int[] rows) {
        int length = examples.length();
        float[] values = new float[Math.multiplyExact(rows.length, length)];
        for (int r = 0; r < rows.length; r++) {
            examples.copyTo(rows[r], values, r * length);
        }
        return Embeddings.ofRowMajor(rows.length, length, values);
    }
}
