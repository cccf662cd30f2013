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
        double[] scores = new double[state.numExamples()];
        double[] row = new double[state.numClasses()];
        int k = row.length;
        List<Probabilities> models = state.predProbs();
        double[] sums = new double[ROWS_AT_A_TIME * k];
        double[] block = new double[ROWS_AT_A_TIME * k];
        for (int from = 0; from < scores.length; from += ROWS_AT_A_TIME) {
            int to = Math.min(from + ROWS_AT_A_TIME, scores.length);
            mean(models, from, to, sums, block);
            for (int i = from; i < to; i++) {
                System.arraycopy(sums, (i - from) * k, row, 0, k);
                scores[i] = score.applyAsDouble(row);
            }
        }
        return Scores.of(scores);
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
