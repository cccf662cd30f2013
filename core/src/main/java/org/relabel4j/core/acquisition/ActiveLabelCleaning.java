package org.relabel4j.core.acquisition;

import java.util.random.RandomGenerator;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.probability.Rows;

/**
 * Asks again where the labels given contradict a confident model; never about unlabelled examples while a labelled one is left.
 *
 * <p>Score of example i: {@code s_i = max(H(p_i) - t, 0) - CE(q_i, p_i)}, with logarithms to base K, q the distribution of the
 * labels given and p the mean prediction of the models. The paper's ranking, negated. The entropy spares examples that are
 * merely ambiguous; with a threshold t above 0, those that are more ambiguous than t. An unlabelled example has no q: its
 * score is 2, above all others.
 *
 * <p>Source: Bernhardt et al. 2022, "Active label cleaning for improved dataset quality under resource constraints",
 * arXiv:2109.00574. The paper has t = 0; the authors' code t = 0.30. Goh and Mueller 2023, arXiv:2301.11856, equation (8),
 * print the opposite sign; their code ranks as we do, with probabilities floored at 1e-6 instead of 1e-12.
 */
public final class ActiveLabelCleaning implements AcquisitionStrategy {
    /** The threshold in the authors' code. */
    public static final double AUTHORS_THRESHOLD = 0.30;

    private static final double MIN_PROB = 1e-12;

    /** Above every score of a labelled example, which is at most 1 but for rounding. */
    private static final double UNLABELLED = 2;

    private final double entropyThreshold;

    /** The paper's ranking, CE − H. */
    public ActiveLabelCleaning() {
        this(0);
    }

    /**
     * The ranking with a threshold on the entropy.
     *
     * @param entropyThreshold t, in logarithms to base K, 0 to 1
     * @throws IllegalArgumentException if it is out of range
     */
    public ActiveLabelCleaning(double entropyThreshold) {
        if (!(entropyThreshold >= 0 && entropyThreshold <= 1)) {
            throw new IllegalArgumentException("entropy threshold is " + entropyThreshold + ", expected 0 to 1");
        }
        this.entropyThreshold = entropyThreshold;
    }

    @Override
    public Scores score(PoolState state, RandomGenerator rng) {
        Annotations annotations = state.annotations();
        double[] scores = new double[state.numExamples()];
        Rows.forEach(state.meanPredProbs(), (i, p) -> {
            int numLabels = annotations.count(i);
            if (numLabels == 0) {
                scores[i] = UNLABELLED;
            } else {
                int[] counts = new int[p.length];
                annotations.addVotes(i, counts);
                scores[i] = score(counts, numLabels, p);
            }
        });
        return Scores.of(scores);
    }

    private double score(int[] counts, int numLabels, double[] p) {
        double entropy = 0;
        double crossEntropy = 0;
        for (int k = 0; k < p.length; k++) {
            double log = Math.log(Math.max(p[k], MIN_PROB));
            entropy -= p[k] * log;
            crossEntropy -= (double) counts[k] / numLabels * log;
        }
        double base = Math.log(p.length);
        return Math.max(entropy / base - entropyThreshold, 0) - crossEntropy / base;
    }
}
