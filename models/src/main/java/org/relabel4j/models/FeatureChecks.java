package org.relabel4j.models;

import org.relabel4j.core.text.Counted;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.FeatureTable;

/** The checks that trainers and classifiers make of what they are given. */
public final class FeatureChecks {
    private static final long MOST_WEIGHTS = 1L << 27;

    private FeatureChecks() {}

    /**
     * Checks a setting.
     *
     * @param what the model and the setting's name
     * @throws IllegalArgumentException if it is out of range
     */
    public static void setting(boolean valid, String what, Object value, String expected) {
        if (!valid) {
            throw new IllegalArgumentException(what + " is " + value + ", expected " + expected);
        }
    }

    /**
     * Checks what a classifier is to be trained on.
     *
     * @throws IllegalArgumentException if there is nothing to train on, or a row, a label or the number of classes is out of
     *     range
     */
    public static void trainingSet(String model, Examples examples, int[] rows, int[] labels, int numClasses) {
        if (examples instanceof FeatureTable) {
            throw new IllegalArgumentException(
                    model + " takes numbers, not a table with categories and gaps; train it with a TableTrainer");
        }
        if (rows.length == 0) {
            throw new IllegalArgumentException(model + " has no example to train on, expected at least 1");
        }
        if (rows.length != labels.length) {
            throw new IllegalArgumentException(model + " is given " + Counted.of(rows.length, "example") + " but "
                    + Counted.of(labels.length, "label") + ", expected equally many");
        }
        if (numClasses < 2) {
            throw new IllegalArgumentException(
                    model + " is given " + Counted.of(numClasses, "class", "classes") + ", expected at least 2");
        }
        for (int n = 0; n < rows.length; n++) {
            if (rows[n] < 0 || rows[n] >= examples.size()) {
                throw new IllegalArgumentException(
                        model + " is to train on example " + rows[n] + " of " + examples.size());
            }
            if (labels[n] < 0 || labels[n] >= numClasses) {
                throw new IllegalArgumentException(model + " is given label " + labels[n] + " for example " + rows[n]
                        + ", expected 0 to " + (numClasses - 1));
            }
        }
    }

    /**
     * Checks that the weights of networks with one hidden layer fit the memory, before native memory is asked for them.
     *
     * @param networks trained at once
     * @throws IllegalArgumentException if there are more than 2^27 weights in one: 1 GiB of doubles, of which training takes several;
     *     or more than an array can hold in all
     */
    public static void weights(String model, int hidden, int inputs, int numClasses, int networks) {
        long weights = hidden * ((long) inputs + numClasses + 1);
        if (weights > MOST_WEIGHTS || weights * networks > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(model + " hidden is " + hidden + ", which with " + inputs
                    + " values an example makes " + weights + " weights in each of " + networks
                    + " networks; choose fewer units, or fewer values an example");
        }
    }

    /**
     * Checks that examples have as many values as those trained on.
     *
     * @throws IllegalArgumentException if not
     */
    public static void sameLength(String model, int trained, Examples examples) {
        if (examples.length() != trained) {
            throw new IllegalArgumentException(model + " was trained on examples of " + Counted.of(trained, "value")
                    + ", but these have " + examples.length());
        }
    }
}
