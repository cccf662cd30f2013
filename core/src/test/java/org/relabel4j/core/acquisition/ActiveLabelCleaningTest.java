package org.relabel4j.core.acquisition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.annotation.Annotations;

class ActiveLabelCleaningTest implements AcquisitionStrategyContract {
    /** Sums of a few terms of order 1. */
    private static final double TOLERANCE = 1e-12;

    @Override
    public AcquisitionStrategy strategy() {
        return new ActiveLabelCleaning();
    }

    private static double[] score(AcquisitionStrategy strategy) {
        Annotations annotations = Annotations.builder(4, 2, 2)
                .add(0, 0, 1)
                .add(1, 0, 0)
                .add(1, 1, 1)
                .add(2, 0, 0)
                .build();
        PoolState state = PoolStates.of(annotations, new double[][] {{0.9, 0.1}, {0.5, 0.5}, {0.9, 0.1}, {0.9, 0.1}});
        return strategy.score(state, new SplittableRandom(1)).toArray();
    }

    @Test
    void ranksConfidentContradictionFirstAndUnlabelledLast() {
        // Bits, K = 2. Contradiction: H - CE = 0.9 log2(0.1 / 0.9); equal distributions: 0; agreement: 0.1 log2(0.9 /
        // 0.1).
        assertArrayEquals(new double[] {-0.9 * log2(9), 0, 0.1 * log2(9), 2}, score(strategy()), TOLERANCE);
    }

    @Test
    void thresholdLetsOnlyStrongAmbiguityCount() {
        double entropy = -0.9 * log2(0.9) - 0.1 * log2(0.1);

        // H = 0.469 counts by 0.169 only; the even row's H of 1 by 0.7.
        assertArrayEquals(
                new double[] {entropy - 0.3 + log2(0.1), 1 - 0.3 - 1, entropy - 0.3 + log2(0.9), 2},
                score(new ActiveLabelCleaning(ActiveLabelCleaning.AUTHORS_THRESHOLD)),
                TOLERANCE);
        // With a threshold of 1 nothing is spared: the cross-entropy alone counts.
        assertEquals(log2(0.1), score(new ActiveLabelCleaning(1))[0], TOLERANCE);
    }

    private static double log2(double x) {
        return Math.log(x) / Math.log(2);
    }

    @Test
    void rejectsThresholdsOutOfRange() {
        assertEquals(
                "entropy threshold is 1.1, expected 0 to 1",
                assertThrows(IllegalArgumentException.class, () -> new ActiveLabelCleaning(1.1))
                        .getMessage());
    }
}
