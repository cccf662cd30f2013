package org.relabel4j.core.probability;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.relabel4j.core.numeric.RowMath;
import org.relabel4j.core.parallel.Blocks;

/**
 * Walks over the rows of probabilities in blocks, on several threads if there is enough to do. What is called must write to its
 * examples' places alone; then the result does not depend on the number of threads.
 */
public final class Rows {
    private Rows() {}

    /** Is told of one row. */
    @FunctionalInterface
    public interface RowBody {
        /**
         * @param i number of the example
         * @param row its K probabilities, which must not be kept
         */
        void accept(int i, double[] row);
    }

    /** Is told of the rows of a run of neighbouring examples. */
    @FunctionalInterface
    public interface RowsBody {
        /**
         * @param from the first example
         * @param to the one after the last
         * @param rows for each model the K probabilities of each example in turn, from place 0 on; then the spare buffers. They
         *     must not be kept
         */
        void accept(int from, int to, double[][] rows);
    }

    /** Tells a body of each example, in no particular order. */
    public static void forEach(Probabilities probabilities, RowBody body) {
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
     * Scores each example by its rows in several models.
     *
     * @param models at least one
     * @param score given a row of K probabilities a model, which it must not keep
     * @return a score per example
     */
    public static double[] score(List<Probabilities> models, ToDoubleFunction<double[][]> score) {
        int numClasses = models.get(0).numClasses();
        double[] scores = new double[models.get(0).numExamples()];
        forEachRun(models, 0, i -> true, (from, to, blocks) -> {
            double[][] rows = new double[models.size()][numClasses];
            for (int i = from; i < to; i++) {
                for (int l = 0; l < rows.length; l++) {
                    System.arraycopy(blocks[l], (i - from) * numClasses, rows[l], 0, numClasses);
                }
                scores[i] = score.applyAsDouble(rows);
            }
        });
        return scores;
    }

    /**
     * Scores whole blocks of examples at a time: for formulas that {@link RowBlock} can put into vector instructions.
     *
     * @param score gives a score for each example of a block
     * @return a score per example
     */
    public static double[] score(Probabilities probabilities, Function<RowBlock, double[]> score) {
        int numClasses = probabilities.numClasses();
        double[] scores = new double[probabilities.numExamples()];
        Supplier<RowBlock> buffers = () -> new RowBlock(Blocks.rows(numClasses), numClasses);
        Blocks.forEach(scores.length, numClasses, buffers, (block, from, to, rows) -> {
            rows.read(probabilities, from, to);
            System.arraycopy(score.apply(rows), 0, scores, from, to - from);
        });
        return scores;
    }

    /** The likeliest class of each example, the first of equally likely ones. */
    public static int[] likeliest(Probabilities probabilities) {
        return likeliest(probabilities, i -> true);
    }

    /** The likeliest class of each example that is wanted, the first of equally likely ones; 0 for the others. */
    public static int[] likeliest(Probabilities probabilities, IntPredicate wanted) {
        int numClasses = probabilities.numClasses();
        int[] likeliest = new int[probabilities.numExamples()];
        forEachRun(List.of(probabilities), 0, wanted, (from, to, rows) -> {
            for (int i = from; i < to; i++) {
                likeliest[i] = RowMath.argmax(rows[0], (i - from) * numClasses, numClasses);
            }
        });
        return likeliest;
    }

    /**
     * Tells a body of the examples that are wanted, in runs of neighbours: reads no row of another.
     *
     * @param models whose rows to read, at least one
     * @param spare buffers as large as a model's rows that the body may use besides
     */
    public static void forEachRun(List<Probabilities> models, int spare, IntPredicate wanted, RowsBody body) {
        int numClasses = models.get(0).numClasses();
        Supplier<double[][]> buffers = () -> new double[models.size() + spare][Blocks.rows(numClasses) * numClasses];
        Blocks.forEach(models.get(0).numExamples(), numClasses, buffers, (block, from, to, rows) -> {
            Blocks.runs(from, to, wanted, (start, end) -> {
                for (int l = 0; l < models.size(); l++) {
                    models.get(l).copyRows(start, end, rows[l], 0);
                }
                body.accept(start, end, rows);
            });
        });
    }
}
