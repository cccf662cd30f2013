package org.relabel4j.core.acquisition;

import java.util.Arrays;
import java.util.function.Supplier;
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

    /** Scores the examples of a block class by class, so that the compiler makes vector instructions of it. */
    interface ClassByClass {
        /**
         * Takes what each example gives to one class.
         *
         * @param probs of {@code size} examples
         * @param scores of these examples, 0 before the first class
         * @param others another number each, 0 before the first class
         */
        void add(double[] probs, int size, double[] scores, double[] others);

        /** Called after the last class. */
        default void finish(int size, double[] scores, double[] others) {}
    }

    /** Buffers of a thread. */
    private static final class Columns {
        final double[] rows;
        final double[] probs;
        final double[] scores;
        final double[] others;

        Columns(int numRows, int numClasses) {
            rows = new double[numRows * numClasses];
            probs = new double[numRows];
            scores = new double[numRows];
            others = new double[numRows];
        }
    }

    /** Scores each example by its row of mean probabilities. */
    static Scores score(PoolState state, ClassByClass score) {
        Probabilities probabilities = state.meanPredProbs();
        int numClasses = probabilities.numClasses();
        double[] scores = new double[state.numExamples()];
        Supplier<Columns> buffers = () -> new Columns(Blocks.rows(numClasses), numClasses);
        Blocks.forEach(scores.length, numClasses, buffers, (block, from, to, columns) -> {
            int size = to - from;
            probabilities.copyRows(from, to, columns.rows, 0);
            Arrays.fill(columns.scores, 0);
            Arrays.fill(columns.others, 0);
            for (int k = 0; k < numClasses; k++) {
                copyColumn(columns.rows, k, numClasses, size, columns.probs);
                score.add(columns.probs, size, columns.scores, columns.others);
            }
            score.finish(size, columns.scores, columns.others);
            System.arraycopy(columns.scores, 0, scores, from, size);
        });
        return Scores.of(scores);
    }

    private static void copyColumn(double[] rows, int k, int numClasses, int size, double[] column) {
        for (int r = 0; r < size; r++) {
            column[r] = rows[r * numClasses + k];
        }
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
