package org.relabel4j.core.acquisition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.random.Shuffles;

class ScoreOrderTest {
    @Test
    void ordersEveryKindOfValue() {
        double[] values = {
            1, -1, Double.POSITIVE_INFINITY, 0, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, -2, 1e300, -1e-300
        };
        int[] examples = {0, 1, 2, 3, 4, 5, 6, 7, 8};

        assertArrayEquals(new int[] {4, 6, 1, 8, 3, 5, 0, 7, 2}, ScoreOrder.ascending(examples, values));
        assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8}, examples);
        assertEquals(0, ScoreOrder.ascending(new int[0], values).length);
    }

    @Property(tries = 200)
    void isAStableSort(
            @ForAll @IntRange(min = 1, max = 300) int n, @ForAll @IntRange(max = 60) int precision, @ForAll long seed) {
        SplittableRandom rng = new SplittableRandom(seed);
        // Rounded, so that many are equal, or agree in some of their bits.
        double unit = Math.scalb(1.0, -precision);
        double[] values =
                rng.doubles(n, -1, 1).map(v -> Math.rint(v / unit) * unit + 0.0).toArray();
        int[] examples = IntStream.range(0, n).toArray();
        Shuffles.shuffle(examples, rng);

        int[] expected = IntStream.of(examples)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(i -> i)
                .toArray();

        assertArrayEquals(expected, ScoreOrder.ascending(examples, values));
    }
}
