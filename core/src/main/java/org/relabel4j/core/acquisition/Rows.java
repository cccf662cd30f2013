package org.relabel4j.core.acquisition;

import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.relabel4j.core.parallel.Blocks;
import org.relabel4j.core.probability.Probabilities;

/** Walks over the rows of probabilities, in blocks. */
final class Rows {
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

    /** Tells a body of each example, in no particular order and perhaps on several threads. */
    static void forEach(Probabilities probabilities, Body body) {
        int numClasses = probabilities.numClasses();
        Supplier<double[][]> buffers =
                () -> new double[][] {new double[Blocks.rows(numClasses) * numClasses], new double[numClasses]};
        Blocks.forEach(probabilities.numExamples(), numClasses, buffers, (block, from, to, buffer) -> {
            double[] row = buffer[1];
            probabilities.copyRows(from, to, buffer[0], 0);
            for (int i = from; i < to; i++) {
                System.arraycopy(buffer[0], (i - from) * numClasses, row, 0, numClasses);
                body.accept(i, row);
            }
        });
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
