package org.relabel4j.core.multilabel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.multilabel.Combination.Rule;
import org.relabel4j.core.option.Options;

class CombinationTest {
    @Test
    void averagesFromTheHighestScoreToTheLowest() {
        double[] scores = {0.5, 0.1, 0.9};

        // Sorted 0.9, 0.5, 0.1: 0.8 × 0.5 + 0.2 × 0.9 = 0.58; 0.8 × 0.1 + 0.2 × 0.58 = 0.196.
        assertEquals(0.196, Combination.PAPER.combine(scores.clone()), 1e-15);
        // 0.5 × 0.5 + 0.5 × 0.9 = 0.7; 0.5 × 0.1 + 0.5 × 0.7 = 0.4.
        assertEquals(0.4, new Combination(Rule.EMA, 0.5).combine(scores.clone()), 1e-15);
        assertEquals(0.1, new Combination(Rule.MIN, 0.5).combine(scores.clone()));
        assertEquals(0.5, new Combination(Rule.MEAN, 0.5).combine(scores.clone()), 1e-15);
    }

    @Test
    void theEndsOfAlphaAreLowestAndHighest() {
        double[] scores = {0.5, Double.NEGATIVE_INFINITY, 0.9};

        assertEquals(Double.NEGATIVE_INFINITY, new Combination(Rule.EMA, 1).combine(scores.clone()));
        assertEquals(0.9, new Combination(Rule.EMA, 0).combine(new double[] {0.5, 0.1, 0.9}));
        assertEquals(0.5, Combination.PAPER.combine(new double[] {0.5}));
    }

    @Test
    void combinesEachExampleOfManyAlone() {
        int numExamples = 70_000;
        double[][] byClass = new double[3][numExamples];
        for (int i = 0; i < numExamples; i++) {
            for (int k = 0; k < 3; k++) {
                byClass[k][i] = (i * 31 + k * 17) % 101;
            }
        }

        double[] combined = Combination.PAPER.combineAll(byClass);

        for (int i = 0; i < numExamples; i++) {
            double[] scores = {byClass[0][i], byClass[1][i], byClass[2][i]};
            assertEquals(Combination.PAPER.combine(scores), combined[i]);
        }
    }

    @Test
    void optionsSayIt() {
        Options given = Options.parse("multi-label", Combination.OPTIONS, Map.of("combine", "mean"));

        assertEquals(Rule.MEAN, Combination.of(given).rule());
        assertEquals(Combination.PAPER, Combination.of(Options.parse("multi-label", Combination.OPTIONS, Map.of())));
    }

    @Test
    void rejectsAlphaOutOfRange() {
        String message = assertThrows(IllegalArgumentException.class, () -> new Combination(Rule.EMA, 1.5))
                .getMessage();

        assertTrue(message.contains("alpha is 1.5"), message);
        assertArrayEquals(new double[0], Combination.PAPER.combineAll(new double[2][0]));
    }
}
