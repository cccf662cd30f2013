package org.relabel4j.core.acquisition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.registry.Strategies;
import org.relabel4j.core.registry.StrategyInfo;

class RandomWithinStrataTest implements AcquisitionStrategyContract {
    @Override
    public AcquisitionStrategy strategy() {
        return new RandomWithinStrata(new Entropy(), RandomWithinStrata.Strata.BOTH);
    }

    @Override
    public boolean scoresAreRandom() {
        return true;
    }

    @Test
    void takesAsManyOfEachCountOfLabelsAsTheBase() {
        PoolState state = PoolStates.random(4);
        AcquisitionStrategy control = new RandomWithinStrata(new Entropy(), RandomWithinStrata.Strata.ANNOTATIONS);
        int[] base = new Entropy().select(state, 10, new SplittableRandom(1));
        Set<Integer> seen = new HashSet<>();

        for (int seed = 0; seed < 200; seed++) {
            int[] batch = control.select(state, 10, new SplittableRandom(seed));
            assertArrayEquals(counts(state, base), counts(state, batch));
            Arrays.stream(batch).forEach(seen::add);
        }

        // Every example of a stratum that the base touches has its turn, and no other.
        Set<Integer> touched = new HashSet<>();
        Arrays.stream(counts(state, base)).forEach(touched::add);
        Set<Integer> expected = new HashSet<>();
        IntStream.range(0, state.numExamples())
                .filter(i -> touched.contains(state.annotations().count(i)))
                .forEach(expected::add);
        assertEquals(expected, seen);
    }

    private static int[] counts(PoolState state, int[] batch) {
        return IntStream.of(batch)
                .map(i -> state.annotations().count(i))
                .sorted()
                .toArray();
    }

    @Test
    void isNoControlForItself() {
        StrategyInfo info = Strategies.byName("random-within-strata");

        assertEquals("crowdlab-calibrated", info.consensus());
        assertEquals("majority-vote", info.consensus(Map.of("base", "entropy")));
        assertEquals(
                "strategy random-within-strata cannot be its own base",
                assertThrows(IllegalArgumentException.class, () -> info.create(Map.of("base", "random-within-strata")))
                        .getMessage());
        assertEquals(
                "unknown strategy \"entropi\"; did you mean \"entropy\"?",
                assertThrows(IllegalArgumentException.class, () -> info.create(Map.of("base", "entropi")))
                        .getMessage());
    }
}
