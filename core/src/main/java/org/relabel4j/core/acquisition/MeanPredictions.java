package org.relabel4j.core.acquisition;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.relabel4j.core.probability.Probabilities;

/** Walks over the rows of the models' mean probabilities, some rows at a time. */
final class MeanPredictions {
    private static final int ROWS_AT_A_TIME = 512;

    private MeanPredictions() {}

    /**
     * Scores each example by its row.
     *
     * @param score given a row of K mean probabilities, which it must not keep
     */
    static Scores score(PoolState state, ToDoubleFunction<double[]> score) {
        return score(state, (i, row) -> score.applyAsDouble(row));
    }

    /** Scores one example. */
    @FunctionalInterface
    interface RowScore {
        /**
         * @param i number of the example
         * @param row its K mean probabilities, which must not be kept
         */
        double of(int i, double[] row);
    }

    /** Scores each example by its number and its row, in order. */
    static Scores score(PoolState state, RowScore score) {
        double[] scores = new double[state.numExamples()];
        forEach(state, (i, row) -> scores[i] = score.of(i, row));
        return Scores.of(scores);
    }

    /** Is told of one example. */
    @FunctionalInterface
    interface RowBody {
        /**
         * @param i number of the example
         * @param row its K mean probabilities, which must not be kept
         */
        void accept(int i, double[] row);
    }

    /** Tells a body of each example, in order. */
    static void forEach(PoolState state, RowBody body) {
        int numExamples = state.numExamples();
        double[] row = new double[state.numClasses()];
        int k = row.length;
        List<Probabilities> models = state.predProbs();
        double[] means = new double[ROWS_AT_A_TIME * k];
        double[] scratch = new double[ROWS_AT_A_TIME * k];
        for (int from = 0; from < numExamples; from += ROWS_AT_A_TIME) {
            int to = Math.min(from + ROWS_AT_A_TIME, numExamples);
            mean(models, from, to, means, scratch);
            for (int i = from; i < to; i++) {
                System.arraycopy(means, (i - from) * k, row, 0, k);
                body.accept(i, row);
            }
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

    /**
     * The mean over the models of some rows.
     *
     * @param mean receives rows from to to − 1, from position 0 on
     * @param scratch as long as mean
     */
    static void mean(List<Probabilities> models, int from, int to, double[] mean, double[] scratch) {
        models.get(0).copyRows(from, to, mean, 0);
        if (models.size() == 1) {
            return;
        }
        int length = (to - from) * models.get(0).numClasses();
        for (Probabilities model : models.subList(1, models.size())) {
            model.copyRows(from, to, scratch, 0);
            for (int n = 0; n < length; n++) {
                mean[n] += scratch[n];
            }
        }
        for (int n = 0; n < length; n++) {
            mean[n] /= models.size();
        }
    }
}
