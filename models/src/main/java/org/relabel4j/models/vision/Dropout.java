package org.relabel4j.models.vision;

import java.util.random.RandomGenerator;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.models.state.StateReader;

/** Leaves out random parts of embeddings, before the layer that reads them. */
public final class Dropout {
    private Dropout() {}

    /**
     * A copy of embeddings in which each value is 0 with some probability, and the others make up for it.
     *
     * @param rate the probability, 0 to below 1
     * @param seed the only source of randomness
     */
    public static float[] dropped(float[] embeddings, double rate, long seed) {
        RandomGenerator rng = Seeds.generator(seed, "dropout");
        float[] dropped = new float[embeddings.length];
        for (int n = 0; n < dropped.length; n++) {
            dropped[n] = rng.nextDouble() < rate ? 0 : (float) (embeddings[n] / (1 - rate));
        }
        return dropped;
    }

    /**
     * Copies of some examples' features, other ones left out in each.
     *
     * @param rows which examples
     * @param copies of each, at least 1: all rows, and then all again
     * @return shape (copies × rows.length, length of an example), row-major
     */
    public static float[] dropped(FeatureMatrix features, int[] rows, int copies, double rate, long seed) {
        float[] values = new float[Math.multiplyExact(Math.multiplyExact(copies, rows.length), features.length())];
        for (int n = 0; n < copies * rows.length; n++) {
            features.copyTo(rows[n % rows.length], values, n * features.length());
        }
        return dropped(values, rate, seed);
    }

    /** Reads a rate from a file: 0 to below 1. */
    public static double rate(StateReader in, String name) {
        double rate = in.number(name);
        if (!(rate >= 0 && rate < 1)) {
            throw in.problem(name, "is " + rate + ", expected 0 to below 1");
        }
        return rate;
    }
}
