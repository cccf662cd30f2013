package org.relabel4j.core.validation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StratifiedKFoldTest {
    @Property(tries = 200)
    void balancesFoldsAndClasses(
            @ForAll @IntRange(min = 2, max = 7) int numFolds,
            @ForAll @IntRange(min = 2, max = 6) int numClasses,
            @ForAll @IntRange(min = 0, max = 80) int extra,
            @ForAll long seed) {
        SplittableRandom rng = new SplittableRandom(seed);
        int[] labels = new int[numFolds + extra];
        for (int i = 0; i < labels.length; i++) {
            // The first ones are labelled for sure, so that there are enough; class 0 stays absent, others may.
            labels[i] = i < numFolds ? numClasses - 1 : rng.nextInt(numClasses) == 0 ? -1 : rng.nextInt(1, numClasses);
        }

        int[] folds = StratifiedKFold.assign(labels, numClasses, numFolds, rng);

        int[][] counts = new int[numClasses][numFolds];
        int[] sizes = new int[numFolds];
        for (int i = 0; i < labels.length; i++) {
            assertEquals(labels[i] < 0, folds[i] < 0);
            if (labels[i] >= 0) {
                counts[labels[i]][folds[i]]++;
                sizes[folds[i]]++;
            }
        }
        assertSpreadAtMostOne(sizes);
        for (int[] perFold : counts) {
            assertSpreadAtMostOne(perFold);
        }
    }

    private static void assertSpreadAtMostOne(int[] counts) {
        int spread = Arrays.stream(counts).max().orElseThrow()
                - Arrays.stream(counts).min().orElseThrow();
        assertTrue(spread <= 1, () -> Arrays.toString(counts));
    }

    @Test
    void shufflesBySeed() {
        int[] labels = new int[40];
        int[] first = StratifiedKFold.assign(labels, 2, 5, new SplittableRandom(1));

        assertArrayEquals(first, StratifiedKFold.assign(labels, 2, 5, new SplittableRandom(1)));
        assertFalse(Arrays.equals(first, StratifiedKFold.assign(labels, 2, 5, new SplittableRandom(2))));
    }

    @Test
    void rejectsFewerExamplesThanFolds() {
        String message = message(new int[] {0, -1, 1, -1}, 2, 3);

        assertEquals(
                "only 2 examples are labelled, expected at least 3, one a fold; label more to begin with or use fewer folds",
                message);
    }

    @Test
    void rejectsLabelsOutOfRangeAndASingleFold() {
        assertEquals("label of example 1 is 2, expected 0 to 1, or -1 for none", message(new int[] {0, 2}, 2, 2));
        assertEquals("label of example 0 is -2, expected 0 to 1, or -1 for none", message(new int[] {-2, 0}, 2, 2));
        assertEquals("numFolds is 1, expected at least 2", message(new int[] {0, 1}, 2, 1));
    }

    @Test
    void sendsNewExamplesWhereTheirClassIsRare() {
        // Fold 0 has two of class 0, fold 1 one of each class: the new one of class 0 goes to fold 1. Then of class 1
        // fold 0
        // has none.
        int[] homes = {0, 0, 1, 1, -1, -1, -1};
        int[] labels = {0, 0, 0, 1, 0, 1, -1};

        int[] folds = StratifiedKFold.extend(homes, labels, 2, 2, new SplittableRandom(1));

        assertArrayEquals(new int[] {0, 0, 1, 1, 1, 0, -1}, folds);
    }

    @Test
    void rejectsHomesThatDoNotFit() {
        String range = extendMessage(new int[] {0, 2});
        String length = extendMessage(new int[] {0});

        assertEquals("home of example 1 is 2, expected 0 to 1, or -1 for none", range);
        assertTrue(length.startsWith("there are 2 folds, 1 homes and 2 labels"), length);
    }

    private static String extendMessage(int[] homes) {
        return assertThrows(
                        IllegalArgumentException.class,
                        () -> StratifiedKFold.extend(homes, new int[] {0, 1}, 2, 2, new SplittableRandom(1)))
                .getMessage();
    }

    private static String message(int[] labels, int numClasses, int numFolds) {
        return assertThrows(
                        IllegalArgumentException.class,
                        () -> StratifiedKFold.assign(labels, numClasses, numFolds, new SplittableRandom(1)))
                .getMessage();
    }
}
