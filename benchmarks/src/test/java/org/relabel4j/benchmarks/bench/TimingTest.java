package org.relabel4j.benchmarks.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class TimingTest {
    @Test
    void takesTheMiddleOfAnOddNumberOfTimes() {
        assertEquals(new Timing(3, 2, 1, 9), Timing.of(9, 1, 2));
    }

    @Test
    void takesTheMeanOfTheMiddleTwoOfAnEvenNumber() {
        assertEquals(new Timing(4, 2.5, 1, 9), Timing.of(9, 3, 1, 2));
    }

    @Test
    void rejectsNoTimes() {
        assertThrows(IllegalArgumentException.class, Timing::of);
    }
}
