package com.example;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.relabel4j.datasets.Dataset;

class TwoMoonsTest {
    @Test
    void theSeedDecidesAll() {
        Dataset moons = TwoMoons.load(Map.of("pool-size", "30"), 5);

        assertEquals(30, moons.pool().size());
        assertEquals(1000, moons.test().size());
        int[] again = TwoMoons.load(Map.of("pool-size", "30"), 5).poolLabels();
        assertArrayEquals(moons.poolLabels(), again);
        int[] other = TwoMoons.load(Map.of("pool-size", "30"), 6).poolLabels();
        assertFalse(Arrays.equals(moons.poolLabels(), other));
    }

    @Test
    void theMoonsHaveTheHeightsOfHalfCircles() {
        Dataset moons = TwoMoons.load(Map.of("noise", "0"), 3);
        double[] sums = new double[2];
        int[] counts = new int[2];
        float[] point = new float[2];
        for (int i = 0; i < moons.pool().size(); i++) {
            moons.pool().copyTo(i, point, 0);
            sums[moons.poolLabels()[i]] += point[1];
            counts[moons.poolLabels()[i]]++;
        }

        // The mean of a sine over half a turn is 2 / π, its deviation 0.3: 0.1 is seven standard errors of 500 heights.
        assertEquals(2 / Math.PI, sums[0] / counts[0], 0.1);
        assertEquals(0.5 - 2 / Math.PI, sums[1] / counts[1], 0.1);
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThrows(IllegalArgumentException.class, () -> TwoMoons.load(Map.of("size", "3"), 1));
        assertThrows(IllegalArgumentException.class, () -> TwoMoons.load(Map.of("noise", "-1"), 1));
    }
}
