package org.relabel4j.core.acquisition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.acquisition.Stochastic.Sampling;
import org.relabel4j.core.annotation.Annotations;

class StochasticTest implements AcquisitionStrategyContract {
    private static final int DRAWS = 40_000;

    @Override
    public AcquisitionStrategy strategy() {
        return new Stochastic(new Margin(), Sampling.POWER, 1);
    }

    @Override
    public boolean scoresAreRandom() {
        return true;
    }

    /** How often each example comes first, with given scores. */
    private static double[] shares(Sampling sampling, double coldness, double... scores) {
        AcquisitionStrategy base = (state, rng) -> Scores.of(scores.clone());
        Stochastic strategy = new Stochastic(base, sampling, coldness);
        double[][] even = new double[scores.length][];
        Arrays.fill(even, new double[] {0.5, 0.5});
        PoolState state = PoolStates.of(Annotations.empty(scores.length, 1, 2), even);
        RandomGenerator rng = new SplittableRandom(5);
        double[] shares = new double[scores.length];
        for (int n = 0; n < DRAWS; n++) {
            shares[strategy.select(state, 1, rng)[0]] += 1.0 / DRAWS;
        }
        return shares;
    }

    private static void assertShares(double[] expected, double[] shares) {
        for (int i = 0; i < expected.length; i++) {
            // Four standard errors of a share.
            double error = 4 * Math.sqrt(expected[i] * (1 - expected[i]) / DRAWS);
            assertEquals(expected[i], shares[i], error, "example " + i);
        }
    }

    @Test
    void powerDrawsInProportionToAPowerOfTheScore() {
        // None is above 0, as of entropy: worth 1, 2 and 3. Squares: 1, 4 and 9 of 14. What is worth 0 never comes
        // first.
        assertShares(new double[] {1 / 6.0, 2 / 6.0, 3 / 6.0, 0}, shares(Sampling.POWER, 1, -1, -2, -3, 0));
        assertShares(new double[] {1 / 14.0, 4 / 14.0, 9 / 14.0}, shares(Sampling.POWER, 2, -1, -2, -3));
        // Above 0 the highest is worth nothing: 3, 1 and 0.
        assertShares(new double[] {3 / 4.0, 1 / 4.0, 0}, shares(Sampling.POWER, 1, -2, 0, 1));
    }

    @Test
    void softmaxDrawsInProportionToTheExponential() {
        double sum = 1 + Math.exp(1) + Math.exp(2);
        assertShares(
                new double[] {1 / sum, Math.exp(1) / sum, Math.exp(2) / sum}, shares(Sampling.SOFTMAX, 2, 5, 4.5, 4));
    }

    @Test
    void softrankDrawsByRanksAlone() {
        // Of ranks 1, 2 and 3: 1, 1/2 and 1/3 of 11/6.
        assertShares(new double[] {2 / 11.0, 6 / 11.0, 3 / 11.0}, shares(Sampling.SOFTRANK, 1, 1e300, -1e300, 0));
    }

    @Test
    void refusesColdnessThatIsNone() {
        assertEquals(
                "coldness is 0.0, expected a number above 0",
                assertThrows(IllegalArgumentException.class, () -> new Stochastic(new Margin(), Sampling.POWER, 0))
                        .getMessage());
    }

    @Nested
    class SoftmaxTest implements AcquisitionStrategyContract {
        @Override
        public AcquisitionStrategy strategy() {
            return new Stochastic(new Bald(), Sampling.SOFTMAX, 3);
        }

        @Override
        public boolean scoresAreRandom() {
            return true;
        }
    }
}
