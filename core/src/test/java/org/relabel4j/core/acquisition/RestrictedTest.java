package org.relabel4j.core.acquisition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.registry.Strategies;

class RestrictedTest implements AcquisitionStrategyContract {
    @Override
    public AcquisitionStrategy strategy() {
        return new Restricted(new Entropy(), Restricted.Kind.NEW);
    }

    @Override
    public boolean scoresAreRanks() {
        return true;
    }

    private static int[] select(String ask, PoolState state, int batchSize) {
        return Strategies.byName("entropy")
                .create(Map.of("ask", ask))
                .select(state, batchSize, new SplittableRandom(1));
    }

    @Test
    void asksOnlyAboutTheWantedKindInTheOthersOrder() {
        PoolState state = PoolStates.random(4);
        int[] all = select("any", state, state.numExamples());

        int[] fresh = select("new", state, state.unlabelled().length);
        int[] again = select("repeat", state, state.labelled().length);

        assertArrayEquals(
                IntStream.of(all)
                        .filter(i -> !state.annotations().isLabelled(i))
                        .toArray(),
                fresh);
        assertArrayEquals(
                IntStream.of(all).filter(state.annotations()::isLabelled).toArray(), again);
    }

    @Test
    void goesOnWithTheOtherKindWhenOneRunsOut() {
        PoolState state = PoolStates.random(4);
        int numNew = state.unlabelled().length;

        int[] batch = select("new", state, numNew + 3);

        assertEquals(
                3, IntStream.of(batch).filter(state.annotations()::isLabelled).count());
        assertArrayEquals(
                select("repeat", state, 3),
                IntStream.of(batch).filter(state.annotations()::isLabelled).toArray());
    }

    @Test
    void trustsTheModelsAsTheOtherDoes() {
        PoolState state = PoolStates.random(4);
        SplittableRandom rng = new SplittableRandom(1);
        double[] weights = new Restricted(ActiveLab.ensemble(), Restricted.Kind.NEW).modelWeights(state, rng);

        assertArrayEquals(
                ActiveLab.ensemble()
                        .analyse(state.annotations(), state.predProbs(), new SplittableRandom(1))
                        .modelWeights(),
                weights);
        assertNotEquals(weights[0], weights[1]);
        assertArrayEquals(new double[] {1, 1}, strategy().modelWeights(state, rng));
    }

    @Test
    void namesTheKindsItKnows() {
        var error = assertThrows(
                IllegalArgumentException.class,
                () -> Strategies.byName("random").create(Map.of("ask", "repeats")));

        assertEquals(
                "option \"ask\" of strategy random is \"repeats\", expected one of any, new, repeat; did you mean \"repeat\"?",
                error.getMessage());
    }
}
