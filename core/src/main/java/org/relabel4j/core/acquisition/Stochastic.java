package org.relabel4j.core.acquisition;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.relabel4j.core.random.ByName;

/**
 * Draws a batch by another strategy's scores instead of taking the lowest: examples that score alike are often alike, and a batch
 * of them says one thing many times.
 *
 * <p>Score of example i: {@code s_i = -(u_i + g_i / β)} with the other's score in the form of {@link Sampling} u and independent
 * standard Gumbel noise g: the lowest ones are a draw without replacement with probabilities proportional to {@code exp(β u)}.
 *
 * <p>Source: Kirsch et al. 2023, "Stochastic batch acquisition: a simple baseline for deep active learning", arXiv:2106.12059,
 * table 1. There scores are worth more the higher they are, and never negative. Here the worth of a score is how far it lies
 * below 0 or, if any is above 0, below the highest: the same for entropy, BALD and all whose scores are the paper's, negated.
 *
 * @param base scores the examples
 * @param coldness β, above 0: a high one takes the lowest scores, a low one draws at random
 */
public record Stochastic(AcquisitionStrategy base, Sampling sampling, double coldness) implements WrappingStrategy {
    /** In which form a score is perturbed. */
    public enum Sampling {
        /** Its worth by the logarithm: what is worth nothing is chosen last. */
        POWER,
        /** Its worth as it is. */
        SOFTMAX,
        /** Its rank by the logarithm, whatever the scores' scale. */
        SOFTRANK
    }

    /**
     * @throws IllegalArgumentException if coldness is out of range
     */
    public Stochastic {
        if (!(coldness > 0 && coldness < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("coldness is " + coldness + ", expected a number above 0");
        }
    }

    @Override
    public AcquisitionStrategy withBase(AcquisitionStrategy other) {
        return new Stochastic(other, sampling, coldness);
    }

    @Override
    public Scores score(PoolState state, RandomGenerator rng) {
        Scores scores = base.score(state, rng);
        double[] perturbed = sampling == Sampling.SOFTRANK ? ranks(scores, rng) : worths(scores);
        for (int i = 0; i < perturbed.length; i++) {
            // No logarithm of zero: numbers stay finite.
            double u =
                    sampling == Sampling.SOFTMAX ? perturbed[i] : Math.log(Math.max(Double.MIN_NORMAL, perturbed[i]));
            double gumbel =
                    -Math.log(-Math.log(ByName.generator(rng, "noise ", i).nextDouble(Double.MIN_NORMAL, 1)));
            perturbed[i] = 0 - (u + gumbel / coldness);
        }
        return Scores.of(perturbed);
    }

    private static double[] worths(Scores scores) {
        double[] values = scores.toArray();
        double worthless = Math.max(0, Arrays.stream(values).max().orElse(0));
        return Arrays.stream(values).map(score -> worthless - score).toArray();
    }

    /** One over each example's rank from 1, ties in random order. */
    private static double[] ranks(Scores scores, RandomGenerator rng) {
        double[] inverses = new double[scores.size()];
        int[] order = inverses.length == 0 ? new int[0] : BatchSelector.lowest(scores, inverses.length, rng);
        for (int rank = 0; rank < order.length; rank++) {
            inverses[order[rank]] = 1.0 / (rank + 1);
        }
        return inverses;
    }
}
