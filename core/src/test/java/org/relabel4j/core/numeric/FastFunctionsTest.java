package org.relabel4j.core.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class FastFunctionsTest {
    @Property(tries = 500)
    void theExponentialIsAccurate(@ForAll @DoubleRange(min = -30, max = 0) double x) {
        assertEquals(Math.exp(x), FastExp.of(x), 1e-13 * Math.exp(x));
    }

    @Test
    void theExponentialIsExactAtZeroAndNegligibleFarBelow() {
        assertEquals(1, FastExp.of(0));
        assertTrue(FastExp.of(Double.NEGATIVE_INFINITY) < 2e-28);
        assertEquals(FastExp.of(-64), FastExp.of(-1e300));
    }

    @Test
    void theLogarithmIsAccurateFromTheSmallestToTheLargest() {
        // Steps of a factor of 1.0007 pass every place of the grid many times.
        for (double x = 1e-300; x < 1e300; x *= 1.0007) {
            assertAccurate(x);
        }
    }

    @Test
    void theLogarithmIsAccurateNearOneAndAtTheEndsOfTheGrid() {
        for (double d = 1e-16; d < 0.5; d *= 1.01) {
            assertAccurate(1 + d);
            assertAccurate(1 - d);
        }
        for (int n = 0; n <= 512; n++) {
            double end = 1 + n / 512.0;
            assertAccurate(end);
            assertAccurate(Math.nextDown(end));
            assertAccurate(end / 2);
        }
    }

    private static void assertAccurate(double x) {
        assertEquals(Math.log(x), FastLog.of(x), 1e-16 + 1e-14 * Math.abs(Math.log(x)), () -> "log of " + x);
    }

    @Test
    void theLogarithmIsExactAtOneAndFiniteAtZero() {
        assertEquals(0, FastLog.of(1));
        assertEquals(Math.log(Double.MIN_NORMAL), FastLog.of(0), 1e-12);
    }
}
