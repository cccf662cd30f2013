package org.relabel4j.examples;

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
        Dataset dataset = TwoMoons.load(Map.of(), 1);

        assertEquals(400, dataset.pool().size());
        assertEquals(200, dataset.test().size());
        assertArrayEquals(dataset.poolLabels(), TwoMoons.load(Map.of(), 1).poolLabels());
        assertFalse(
                Arrays.equals(dataset.poolLabels(), TwoMoons.load(Map.of(), 2).poolLabels()));
    }

    @Test
    void theMoonsHaveTheHeightsOfHalfCircles() {
        Dataset dataset = TwoMoons.load(Map.of("noise", "0"), 3);
        double[] sums = new double[2];
        int[] counts = new int[2];
        float[] point = new float[2];
        for (int i = 0; i < dataset.pool().size(); i++) {
            dataset.pool().copyTo(i, point, 0);
            sums[dataset.poolLabels()[i]] += point[1];
            counts[dataset.poolLabels()[i]]++;
        }

        // The mean of a sine over half a turn is 2 / π, its deviation 0.3: 0.1 is five standard errors of 200 heights.
        assertEquals(2 / Math.PI, sums[0] / counts[0], 0.1);
        assertEquals(0.5 - 2 / Math.PI, sums[1] / counts[1], 0.1);
    }

    @Test
    void refusesAnUnknownOption() {
        assertThrows(IllegalArgumentException.class, () -> TwoMoons.load(Map.of("size", "3"), 1));
    }
}
