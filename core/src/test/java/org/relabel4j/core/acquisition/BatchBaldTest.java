package org.relabel4j.core.acquisition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.probability.DenseProbabilities;

class BatchBaldTest implements AcquisitionStrategyContract {
    /** Sums of a few terms of order 1. */
    private static final double TOLERANCE = 1e-12;

    @Override
    public AcquisitionStrategy strategy() {
        return new BatchBald(new Bald(), 100);
    }

    private static final double[][] OPPOSITE = {{1, 0}, {0, 1}};
    private static final double[][] HALF = {{0.75, 0.25}, {0.25, 0.75}};

    @Test
    void gainsAreThoseOfTheJointEntropy() {
        JointLabels joint = new JointLabels(2, 100);

        // Alone: H(1/2) - H(1/4). Twice: configurations have probabilities (9/16 + 1/16) / 2 = 5/16 twice and 3/16
        // twice.
        double quarter = -0.25 * Math.log(0.25) - 0.75 * Math.log(0.75);
        assertEquals(Math.log(2) - quarter, joint.gain(HALF), TOLERANCE);
        joint.add(HALF, new SplittableRandom(1));
        double both = -2 * (5 / 16.0) * Math.log(5 / 16.0) - 2 * (3 / 16.0) * Math.log(3 / 16.0);
        assertEquals(both - Math.log(2) - quarter, joint.gain(HALF), TOLERANCE);
        // The first label says which model is right: nothing is left to say.
        joint.add(OPPOSITE, new SplittableRandom(1));
        assertEquals(0, joint.gain(HALF), TOLERANCE);
        assertFalse(joint.isSampled());
    }

    @Test
    void sampledGainsAreNearTheExactOnes() {
        SplittableRandom rng = new SplittableRandom(4);
        JointLabels exact = new JointLabels(3, 1 << 20);
        JointLabels sampled = new JointLabels(3, 3000);
        for (int n = 0; n < 8; n++) {
            double[][] models = new double[3][];
            for (int l = 0; l < 3; l++) {
                double a = rng.nextDouble();
                double b = rng.nextDouble() * (1 - a);
                models[l] = new double[] {a, b, 1 - a - b};
            }
            // 3000 configurations: about 0.02 nats of entropies of 1.
            assertEquals(exact.gain(models), sampled.gain(models), 0.03);
            exact.add(models, rng);
            sampled.add(models, rng);
        }
        assertTrue(sampled.isSampled());
    }

    @Test
    void doesNotAskTheSameThingTwice() {
        // Three equal ones say most; once one is known, the others say nothing, unlike the last.
        double[][] first = {{1, 0}, {1, 0}, {1, 0}, {0.75, 0.25}};
        double[][] second = {{0, 1}, {0, 1}, {0, 1}, {0.75, 0.25}};
        double[][] third = {{0, 1}, {0, 1}, {0, 1}, {0.25, 0.75}};
        PoolState state = PoolStates.of(
                Annotations.empty(4, 1, 2),
                List.of(
                        PoolStates.member(DenseProbabilities.of(first)),
                        PoolStates.member(DenseProbabilities.of(second)),
                        PoolStates.member(DenseProbabilities.of(third))));

        int[] batch = strategy().select(state, 2, new SplittableRandom(1));

        assertTrue(batch[0] < 3);
        assertEquals(3, batch[1]);
        assertTrue(new Bald().select(state, 2, new SplittableRandom(1))[1] < 3);
        assertArrayEquals(
                new Bald().score(state, new SplittableRandom(1)).toArray(),
                strategy().score(state, new SplittableRandom(1)).toArray());
    }

    @Test
    void needsWhatBaldNeeds() {
        assertEquals(new Bald().needs(), strategy().needs());
        assertEquals(3, new BatchBald(Bald.byDropout(3), 10).needs().dropoutPasses());
        assertEquals(
                "configurations is 0, expected at least 1",
                assertThrows(IllegalArgumentException.class, () -> new BatchBald(new Bald(), 0))
                        .getMessage());
    }
}
