package org.relabel4j.core.acquisition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BatchSelectorTest {
    @Test
    void choosesTheLowestScoresInOrder() {
        Scores scores = Scores.of(new double[] {0.5, -1, 3, Double.NEGATIVE_INFINITY, 0.2, Double.POSITIVE_INFINITY});

        assertArrayEquals(new int[] {3, 1, 4}, BatchSelector.lowest(scores, 3, new SplittableRandom(1)));
    }

    /** The oracle: shuffle, then sort stably by score. Few distinct values, so that most scores tie. */
    @Property(tries = 200)
    void hasTheScoresOfASortedPool(@ForAll @IntRange(min = 1, max = 60) int n, @ForAll long seed) {
        SplittableRandom rng = new SplittableRandom(seed);
        double[] values = rng.doubles(n).map(v -> Math.floor(v * 5)).toArray();
        Scores scores = Scores.of(values);
        double[] sorted = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(scores::get))
                .mapToDouble(scores::get)
                .toArray();

        for (int batchSize = 1; batchSize <= n; batchSize++) {
            int[] batch = BatchSelector.lowest(scores, batchSize, rng);

            assertEquals(batchSize, IntStream.of(batch).distinct().count());
            assertArrayEquals(
                    Arrays.copyOf(sorted, batchSize),
                    IntStream.of(batch).mapToDouble(scores::get).toArray());
        }
    }

    @Test
    void breaksTiesEvenlyAndInAnyOrder() {
        // Examples 1 to 4 tie for two places after example 0: 12 ordered outcomes, 1,200 draws, 100 expected each with
        // a
        // standard deviation of 9.6; 40 off would be four of them.
        Scores scores = Scores.of(new double[] {0, 1, 1, 1, 1, 2});
        int[] counts = new int[36];

        for (int seed = 0; seed < 1200; seed++) {
            int[] batch = BatchSelector.lowest(scores, 3, new SplittableRandom(seed));
            assertEquals(0, batch[0]);
            counts[batch[1] * 6 + batch[2]]++;
        }

        for (int a = 1; a <= 4; a++) {
            for (int b = 1; b <= 4; b++) {
                assertEquals(a == b ? 0 : 100, counts[a * 6 + b], 40);
            }
        }
    }

    @Test
    void takesNegativeZeroForZero() {
        Scores scores = Scores.of(new double[] {0.0, -0.0});
        int[] first = new int[2];

        for (int seed = 0; seed < 100; seed++) {
            first[BatchSelector.lowest(scores, 1, new SplittableRandom(seed))[0]]++;
        }

        assertEquals(50, first[0], 25);
    }

    @Test
    void rejectsBatchesOutOfRange() {
        Scores scores = Scores.of(new double[] {1, 2});

        for (int batchSize : new int[] {0, 3}) {
            String message = assertThrows(
                            IllegalArgumentException.class,
                            () -> BatchSelector.lowest(scores, batchSize, new SplittableRandom(1)))
                    .getMessage();
            assertEquals("batchSize is " + batchSize + ", expected 1 to 2, the examples to choose from", message);
        }
    }

    @Test
    void equalScoresAreRankedByNameWhereverTheyStand() {
        int size = 500;
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = i < 300 ? 0.0 : i < 310 ? -0.0 : i / 2;
        }
        double[] turned = new double[size];
        for (int i = 0; i < size; i++) {
            turned[size - 1 - i] = values[i];
        }

        int[] ranked = BatchSelector.ranked(Scores.of(values), 3, i -> "task " + i);
        int[] other = BatchSelector.ranked(Scores.of(turned), 3, i -> "task " + (size - 1 - i));

        for (int n = 0; n < size; n++) {
            assertEquals(ranked[n], size - 1 - other[n]);
            boolean equal = n > 0 && values[ranked[n - 1]] == values[ranked[n]];
            assertTrue(n == 0 || values[ranked[n - 1]] <= values[ranked[n]]);
            assertTrue(!equal
                    || BatchSelector.tie(3, "task " + ranked[n - 1]) < BatchSelector.tie(3, "task " + ranked[n]));
        }
    }
}
