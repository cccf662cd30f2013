package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.relabel4j.datasets.Dataset;

class TwoMoonsTest {
    @Test
    void sameSeedGivesTheSameExamples() {
        Dataset moons = TwoMoons.load(Map.of("pool-size", "30"), 5);

        assertEquals(30, moons.pool().size());
        assertEquals(1000, moons.test().size());
        assertEquals(
                moons.poolLabels()[7], TwoMoons.load(Map.of("pool-size", "30"), 5).poolLabels()[7]);
        assertThrows(IllegalArgumentException.class, () -> TwoMoons.load(Map.of("noise", "-1"), 5));
    }
}
