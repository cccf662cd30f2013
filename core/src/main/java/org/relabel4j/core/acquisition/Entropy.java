package org.relabel4j.core.acquisition;

import java.util.random.RandomGenerator;
import org.relabel4j.core.numeric.FastLog;

/**
 * Asks where the model's distribution over the classes has the largest entropy, among all examples, labelled or not.
 *
 * <p>Score of example i, in nats: {@code s_i = -H(p_i) = sum_k p_ik ln p_ik}, from −ln K to 0. With several models p is the
 * unweighted mean of their probabilities. Labels already given do not count.
 *
 * <p>Source: Goh and Mueller 2023, arXiv:2301.11856, equation (7); Shannon 1948. The benchmark's code divides by ln K, which
 * orders alike.
 */
public final class Entropy implements AcquisitionStrategy {
    @Override
    public Scores score(PoolState state, RandomGenerator rng) {
        return Rows.score(state, Entropy::addTerms);
    }

    static double negativeEntropy(double[] p) {
        double sum = 0;
        for (double value : p) {
            sum += value * FastLog.of(value);
        }
        return sum;
    }

    /** A probability of 0 adds nothing, since {@link FastLog} is finite there. */
    private static void addTerms(double[] probs, int size, double[] sums, double[] unused) {
        for (int r = 0; r < size; r++) {
            sums[r] += probs[r] * FastLog.of(probs[r]);
        }
    }
}
