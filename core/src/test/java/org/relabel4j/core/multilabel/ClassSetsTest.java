package org.relabel4j.core.multilabel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.annotation.Annotations;

class ClassSetsTest {
    /** Rows (example, annotator, class): 2 gives {0, 2} to example 1 in two rows that another's stands between, 0 gives {}. */
    private static final int[][] ROWS = {{1, 2, 2}, {0, 1, 1}, {1, 0, -1}, {1, 2, 0}, {1, 2, 2}, {3, 1, 2}};

    private static ClassSets sets(int[][] rows) {
        return ClassSets.ofColumns(
                ClassSets.empty(4, 3, 3), rows.length, n -> rows[n][0], n -> rows[n][1], n -> rows[n][2]);
    }

    @Test
    void unitesTheRowsOfAnAnnotatorAndAnExample() {
        ClassSets sets = sets(ROWS);

        assertEquals(4, sets.size());
        assertEquals(3, sets.numLabelled());
        assertFalse(sets.isLabelled(2));
        // By example, then by first appearance.
        assertArrayEquals(new int[] {1}, sets.setAt(0));
        assertArrayEquals(new int[] {0, 2}, sets.setAt(1));
        assertArrayEquals(new int[] {}, sets.setAt(2));
        assertArrayEquals(new int[] {2}, sets.setAt(3));
    }

    @Test
    void eachClassIsAQuestionOfTwoClasses() {
        Annotations expected = Annotations.builder(4, 3, 2)
                .add(0, 1, 0)
                .add(1, 2, 1)
                .add(1, 0, 0)
                .add(3, 1, 1)
                .build();

        assertEquals(expected, sets(ROWS).ofClass(2));
    }

    @Test
    void newerSetsComeLastInTheirRows() {
        ClassSets sets = sets(ROWS).with(new int[] {2, 1, 0}, new int[] {4, 1, 0}, new int[][] {{2, 0}, {}, {1}});

        int[][] all = {
            {1, 2, 2}, {0, 1, 1}, {1, 0, -1}, {1, 2, 0}, {3, 1, 2}, {2, 4, 0}, {2, 4, 2}, {1, 1, -1}, {0, 0, 1}
        };
        ClassSets expected = ClassSets.ofColumns(
                ClassSets.empty(4, 5, 3), all.length, n -> all[n][0], n -> all[n][1], n -> all[n][2]);
        assertEquals(expected, sets);
    }

    @Test
    void rejectsNumbersOutOfRange() {
        assertMessage("class is 3, expected -1 to 2", () -> sets(new int[][] {{0, 0, 1}, {1, 0, 3}}));
        assertMessage("example is 4, expected 0 to 3", () -> sets(new int[][] {{0, 0, 1}, {4, 0, 1}}));
        assertMessage("annotator is -1, expected 0 to 2", () -> sets(new int[][] {{0, 0, 1}, {3, -1, 1}}));
        assertMessage("numClasses is 0", () -> ClassSets.empty(1, 1, 0));
        assertMessage(
                "annotator 1 labelled example 0 twice",
                () -> sets(ROWS).with(new int[] {0}, new int[] {1}, new int[][] {{0}}));
    }

    @Test
    void probabilitiesNeedNotSumToOne() {
        SetProbabilities probabilities = SetProbabilities.ofColumns(new double[][] {{0.9, 0}, {0.8, 0.25}});

        double[] rows = new double[4];
        probabilities.ofClass(1).copyRows(0, 2, rows, 0);
        assertArrayEquals(new double[] {1 - 0.8, 0.8, 0.75, 0.25}, rows);
        assertMessage(
                "example 1 and class 0 is 1.5",
                () -> SetProbabilities.ofColumns(new double[][] {{0.9, 1.5}, {0.8, 0.25}}));
        assertMessage("NaN", () -> SetProbabilities.ofColumns(new double[][] {{Double.NaN}}));
        assertMessage(
                "class 1 has probabilities of 1 example",
                () -> SetProbabilities.ofColumns(new double[][] {{0.9, 1}, {0.8}}));
    }

    private static void assertMessage(String part, Runnable action) {
        String message =
                assertThrows(IllegalArgumentException.class, action::run).getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void wholeSetsAreClassesOfTheirOwn() {
        ClassSets sets = ClassSets.empty(3, 2, 3).with(new int[] {0, 0, 2, 2}, new int[] {0, 1, 0, 1}, new int[][] {
            {2, 0}, {1}, {}, {0, 2}
        });

        Annotations whole = sets.whole();

        assertEquals(3, whole.numClasses());
        assertEquals(
                List.of(0, 1, 2, 0),
                IntStream.range(0, 4).mapToObj(whole::labelAt).toList());
        assertEquals(1, whole.annotatorAt(3));
        // Annotations have two classes at least.
        assertEquals(2, ClassSets.empty(1, 1, 1).whole().numClasses());
    }
}
