package org.relabel4j.models;

import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.training.Examples;

/** The features of examples as they are. Internal. */
public final class RawFeatures {
    private RawFeatures() {}

    /** The values of some examples, row-major, shape (rows.length, length of an example). */
    public static float[] values(Examples examples, int[] rows) {
        int length = examples.length();
        float[] values = new float[Math.multiplyExact(rows.length, length)];
        for (int r = 0; r < rows.length; r++) {
            examples.copyTo(rows[r], values, r * length);
        }
        return values;
    }

    /** The embeddings of models without a hidden layer: the features themselves. */
    public static Embeddings embed(Examples examples, int[] rows) {
        return Embeddings.ofRowMajor(rows.length, examples.length(), values(examples, rows));
    }
}
