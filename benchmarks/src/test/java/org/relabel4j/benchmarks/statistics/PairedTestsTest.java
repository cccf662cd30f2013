package org.relabel4j.benchmarks.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PairedTestsTest {
    @Test
    void tTestOfThreePairsByHand() {
        // Differences 1, 2, 3: mean 2, standard deviation 1, t = 2 / (1 / sqrt 3) = 2 sqrt 3 with 2 degrees of freedom,
        // for
        // which P(|T| > t) = 1 - t / sqrt(2 + t^2) = 1 - sqrt(12 / 14).
        double p = PairedTests.tTest(new double[] {2, 4, 6}, new double[] {1, 2, 3});

        // Commons Math evaluates the t distribution by a continued fraction, good to about 1e-12.
        assertEquals(1 - Math.sqrt(12.0 / 14), p, 1e-10);
    }

    @Test
    void wilcoxonOfPairsThatAllPointOneWay() {
        // Of the 2^5 signs, two are as extreme: all plus and all minus.
        assertEquals(
                2.0 / 32, PairedTests.wilcoxon(new double[] {2, 4, 6, 8, 10}, new double[] {1, 2, 3, 4, 5}), 1e-12);
    }

    @Test
    void wilcoxonOfOnePairThatPointsTheOtherWay() {
        // Differences 1, 2, -3, ranks 1, 2, 3: W+ = 3, W- = 3. Every sum is as extreme as 3 or more: p = 1.
        assertEquals(1, PairedTests.wilcoxon(new double[] {1, 2, 0}, new double[] {0, 0, 3}), 1e-12);
    }

    @Test
    void wilcoxonLeavesOutEqualPairs() {
        double[] a = {5, 2, 4, 6, 8, 10};
        double[] b = {5, 1, 2, 3, 4, 5};

        assertEquals(2.0 / 32, PairedTests.wilcoxon(a, b), 1e-12);
    }

    @Test
    void equalValuesDoNotDiffer() {
        double[] same = {0.9, 0.8};

        assertEquals(1, PairedTests.tTest(same, same));
        assertEquals(1, PairedTests.wilcoxon(same, same));
    }

    @Test
    void onePairIsNoEvidence() {
        assertTrue(Double.isNaN(PairedTests.tTest(new double[] {1}, new double[] {0})));
        assertTrue(Double.isNaN(PairedTests.wilcoxon(new double[] {1}, new double[] {0})));
    }

    @Test
    void refusesSidesOfDifferentLength() {
        assertThrows(IllegalArgumentException.class, () -> PairedTests.tTest(new double[2], new double[3]));
    }

    @Test
    void holmByHand() {
        // Sorted 0.01, 0.02, 0.03, 0.5 times 4, 3, 2, 1: 0.04, 0.06, 0.06, 0.5.
        assertArrayEquals(
                new double[] {0.06, 0.04, 0.5, 0.06}, PairedTests.holm(new double[] {0.02, 0.01, 0.5, 0.03}), 1e-12);
        // 0.6 times 2 is cut to 1, and 0.9 cannot be below it. NaN does not count.
        assertArrayEquals(new double[] {1, Double.NaN, 1}, PairedTests.holm(new double[] {0.6, Double.NaN, 0.9}));
    }
}
