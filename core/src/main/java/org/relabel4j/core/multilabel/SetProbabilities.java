package org.relabel4j.core.multilabel;

import org.relabel4j.core.probability.Probabilities;

/**
 * Predicted probabilities that examples have classes, shape (numExamples, numClasses): each in [0, 1], whatever a row sums to.
 * Held by columns, 8 bytes a value. Immutable.
 */
public final class SetProbabilities {
    private final int numExamples;
    private final double[][] columns;

    private SetProbabilities(int numExamples, double[][] columns) {
        this.numExamples = numExamples;
        this.columns = columns;
        for (int k = 0; k < columns.length; k++) {
            if (columns[k].length != numExamples) {
                throw new IllegalArgumentException("class " + k + " has probabilities of " + columns[k].length
                        + " examples, expected " + numExamples + " as class 0");
            }
            for (int i = 0; i < numExamples; i++) {
                if (!(columns[k][i] >= 0 && columns[k][i] <= 1)) {
                    throw new IllegalArgumentException("probability of example " + i + " and class " + k + " is "
                            + columns[k][i] + ", expected 0 to 1");
                }
            }
        }
    }

    /**
     * Probabilities by class.
     *
     * @param columns for each class, at least 1, the probability of each example; <em>not</em> copied: the caller must not change
     *     them afterwards
     * @throws IllegalArgumentException if lengths differ, or a value is not in [0, 1]
     */
    public static SetProbabilities ofColumns(double[][] columns) {
        if (columns.length == 0) {
            throw new IllegalArgumentException("there is no class, expected at least 1");
        }
        return new SetProbabilities(columns[0].length, columns.clone());
    }

    /** Number of examples N. */
    public int numExamples() {
        return numExamples;
    }

    /** Number of classes K. */
    public int numClasses() {
        return columns.length;
    }

    /** Probability that example {@code i} has class {@code k}. */
    public double get(int i, int k) {
        return columns[k][i];
    }

    /** The answers to the question of class {@code k}, as probabilities of two classes: a view with rows (1 - p, p). */
    public Probabilities ofClass(int k) {
        return new YesOrNo(columns[k]);
    }

    /** @param yes probability of the second class */
    private record YesOrNo(double[] yes) implements Probabilities {
        @Override
        public int numExamples() {
            return yes.length;
        }

        @Override
        public int numClasses() {
            return 2;
        }

        @Override
        public double get(int i, int k) {
            if (k < 0 || k > 1) {
                throw new IndexOutOfBoundsException("class " + k + " of 2");
            }
            return k == 0 ? 1 - yes[i] : yes[i];
        }

        @Override
        public void copyRows(int fromRow, int toRow, double[] destination, int offset) {
            for (int i = fromRow, to = offset; i < toRow; i++, to += 2) {
                destination[to] = 1 - yes[i];
                destination[to + 1] = yes[i];
            }
        }
    }
}
