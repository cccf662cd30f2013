package org.relabel4j.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.probability.Probabilities;

class HumanLabelsTest {
    private static final Annotations GIVEN = Annotations.builder(3, 4, 3)
            .add(0, 0, 1)
            .add(0, 1, 1)
            .add(0, 2, 2)
            .add(0, 3, 1)
            .add(1, 0, 0)
            .add(2, 2, 2)
            .add(2, 3, 0)
            .build();

    @Test
    void countsWhatAnnotatorsGave() {
        HumanLabels labels = HumanLabels.of(GIVEN);

        assertArrayEquals(new int[] {0, 3, 1}, labels.counts(0));
        assertArrayEquals(new int[][] {{0, 3, 1}, {1, 0, 0}, {1, 0, 1}}, labels.counts());
    }

    @Test
    void drawsFromTheAnnotationsIfTheyAreKnown() {
        HumanLabels labels = HumanLabels.of(GIVEN).withCounts(new int[][] {{9, 0, 0}, {0, 9, 0}, {0, 9, 0}});
        double[] rows = new double[9];

        Probabilities drawn = labels.distribution();
        drawn.copyRows(0, 3, rows, 0);

        assertArrayEquals(new double[] {0, 0.75, 0.25, 1, 0, 0, 0.5, 0, 0.5}, rows);
        assertArrayEquals(new int[] {9, 0, 0}, labels.counts(0));
    }

    @Test
    void rowsKeepTheirAnnotators() {
        HumanLabels rows = HumanLabels.of(GIVEN).rows(new int[] {2, 0});

        assertEquals(2, rows.numExamples());
        assertArrayEquals(new int[] {1, 0, 1}, rows.counts(0));
        assertEquals(2, rows.annotations().orElseThrow().labelBy(0, 2));
        assertEquals(1, rows.annotations().orElseThrow().labelBy(1, 3));
    }

    @Test
    void refusesCountsThatAreNone() {
        for (int[][] counts : new int[][][] {{{1, 2}}, {{1, -1, 3}}, {{0, 0, 0}}}) {
            assertThrows(IllegalArgumentException.class, () -> HumanLabels.ofCounts(3, counts));
        }
        assertThrows(IllegalArgumentException.class, () -> HumanLabels.of(GIVEN).withCounts(new int[][] {{1, 0, 0}}));
    }

    @Test
    void keepsTheLabelsThatExamplesCameWith() {
        HumanLabels labels = HumanLabels.of(GIVEN).withGiven(new int[] {2, 1, 0});

        assertArrayEquals(
                new int[] {0, 2}, labels.rows(new int[] {2, 0}).given().orElseThrow());
        assertTrue(HumanLabels.of(GIVEN).given().isEmpty());
        assertEquals(labels, HumanLabels.of(GIVEN).withGiven(new int[] {2, 1, 0}));
        assertNotEquals(labels, HumanLabels.of(GIVEN).withGiven(new int[] {2, 1, 1}));
        assertNotEquals(labels, HumanLabels.of(GIVEN));
        assertThrows(IllegalArgumentException.class, () -> labels.withGiven(new int[] {0, 1}));
        assertThrows(IllegalArgumentException.class, () -> labels.withGiven(new int[] {0, 1, 3}));
    }
}
