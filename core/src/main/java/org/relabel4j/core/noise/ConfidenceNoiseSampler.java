package org.relabel4j.core.noise;

import java.util.random.RandomGenerator;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.acquisition.Scores;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.probability.Rows;

/**
 * Doubts labels that out-of-sample predictions contradict: for a model that has become competent.
 *
 * <p>Score of an example labelled y: {@code (a - b) / (a + b)}, from −1 to 1, with {@code a = p_y / t_y} and {@code b} the
 * largest {@code p_k / t_k} of another class. Dividing by the class threshold t keeps a class that the model is shy about from
 * being doubted as a whole. A class that no example has been labelled as is no alternative.
 *
 * <p>Source: ours, for one of the two samplers of DARL (arXiv:2606.08718), whose definition is not public; thresholds of
 * Northcutt et al. 2021, arXiv:1911.00068. With several models p is the mean of theirs.
 */
public final class ConfidenceNoiseSampler implements NoiseSampler {
    @Override
    public Scores score(PoolState state, int[] labels, RandomGenerator rng) {
        Probabilities predProbs = state.meanPredProbs();
        return Scores.of(scores(labels, predProbs, ClassThresholds.of(labels, predProbs)));
    }

    /**
     * The scores of a pool, or of a part of one, given the thresholds.
     *
     * @param labels label of each example, -1 for none
     * @param predProbs mean prediction of the models
     * @param thresholds of each class, from {@link ThresholdTally}
     * @return a score per example, infinite without a label
     */
    public static double[] scores(int[] labels, Probabilities predProbs, double[] thresholds) {
        double[] scores = new double[labels.length];
        Rows.forEach(
                predProbs,
                (i, row) -> scores[i] =
                        labels[i] < 0 ? Double.POSITIVE_INFINITY : normalisedMargin(row, thresholds, labels[i]));
        return scores;
    }

    private static double normalisedMargin(double[] row, double[] thresholds, int label) {
        double own = row[label] / thresholds[label];
        double other = 0;
        for (int k = 0; k < row.length; k++) {
            other = k == label ? other : Math.max(other, row[k] / thresholds[k]);
        }
        return own + other == 0 ? 0 : (own - other) / (own + other);
    }
}
