package org.relabel4j.core.acquisition;

import java.util.function.ToDoubleFunction;
import org.relabel4j.core.probability.Probabilities;

/** Walks over the rows of probabilities, some at a time. */
final class Rows {
    private static final int AT_A_TIME = 512;

    private Rows() {}

    /** Is told of one row. */
    @FunctionalInterface
    interface Body {
        /**
         * @param i number of the example
         * @param row its K probabilities, which must not be kept
         */
        void accept(int i, double[] row);
    }

    /** Tells a body of each example, in order. */
    static void forEach(Probabilities probabilities, Body body) {
        int numExamples = probabilities.numExamples();
        double[] row = new double[probabilities.numClasses()];
        double[] rows = new double[Math.min(AT_A_TIME, numExamples) * row.length];
        for (int from = 0; from < numExamples; from += AT_A_TIME) {
            int to = Math.min(from + AT_A_TIME, numExamples);
            probabilities.copyRows(from, to, rows, 0);
            for (int i = from; i < to; i++) {
                System.arraycopy(rows, (i - from) * row.length, row, 0, row.length);
                body.accept(i, row);
            }
        }
    }

    /**
     * Scores each example by its row of mean probabilities.
     *
     * @param score given a row of K probabilities, which it must not keep
     */
    static Scores score(PoolState state, ToDoubleFunction<double[]> score) {
        double[] scores = new double[state.numExamples()];
        forEach(state.meanPredProbs(), (i, row) -> scores[i] = score.applyAsDouble(row));
        return Scores.of(scores);
    }

    /** The class of the largest value, the first of equal ones. */
    static int argmax(double[] row) {
        int best = 0;
        for (int k = 1; k < row.length; k++) {
            best = row[k] > row[best] ? k : best;
        }
        return best;
    }
}
