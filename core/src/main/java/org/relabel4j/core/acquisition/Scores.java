package org.relabel4j.core.acquisition;

import java.util.Arrays;

/** A score per example: <em>lower means ask sooner</em>, for every strategy. Never NaN. Immutable. */
public final class Scores {
    private final double[] values;

    private Scores(double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i])) {
                throw new IllegalArgumentException(
                        "score of example " + i + " is NaN; a strategy must rank every example");
            }
        }
        this.values = values;
    }

    /**
     * Scores from a value per example.
     *
     * @param values length N, no NaN; infinite values are allowed and rank first or last; <em>not</em> copied: the caller
     *     must not change it afterwards
     * @throws IllegalArgumentException if a value is NaN
     */
    public static Scores of(double[] values) {
        return new Scores(values);
    }

    /** Number of examples N. */
    public int size() {
        return values.length;
    }

    /** Score of example {@code i}. */
    public double get(int i) {
        return values[i];
    }

    /** All scores, length N; a copy. */
    public double[] toArray() {
        return values.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Scores that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }
}
