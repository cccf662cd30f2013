package org.relabel4j.core.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.relabel4j.core.probability.FloatProbabilities;
import org.relabel4j.core.probability.Probabilities;

class LogLossTest {
    private static final Probabilities PROBS =
            FloatProbabilities.ofRowMajor(3, 2, new float[] {0.5f, 0.5f, 0.25f, 0.75f, 1, 0});

    @Test
    void isTheMeanOverLabelledExamples() {
        // -(ln 0.5 + ln 0.75) / 2; the last one has no label.
        assertEquals(-(Math.log(0.5) + Math.log(0.75)) / 2, LogLoss.of(PROBS, new int[] {0, 1, -1}), 1e-15);
    }

    @Test
    void floorsProbabilitiesAt1e6() {
        assertEquals(-Math.log(1e-6), LogLoss.of(PROBS, new int[] {-1, -1, 1}), 1e-15);
    }

    @Test
    void guessingCostsTheEntropyOfTheLabels() {
        assertEquals(Math.log(2), LogLoss.ofGuessing(new int[] {0, 1, -1, 1, 0}, 3), 1e-15);
    }

    @Test
    void isNoNumberWithoutLabels() {
        assertTrue(Double.isNaN(LogLoss.of(PROBS, new int[] {-1, -1, -1})));
        assertTrue(Double.isNaN(LogLoss.ofGuessing(new int[] {-1}, 2)));
    }

    @Test
    void rejectsAnotherNumberOfLabels() {
        assertThrows(IllegalArgumentException.class, () -> LogLoss.of(PROBS, new int[] {0}));
    }
}
