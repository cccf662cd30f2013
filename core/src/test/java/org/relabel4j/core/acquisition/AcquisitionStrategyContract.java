package org.relabel4j.core.acquisition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.random.Shuffles;
import org.relabel4j.core.training.MemberPredictions;

/**
 * What every acquisition strategy must do. Implement this interface in the test of a strategy; the tests come with it. The
 * states have every optional part: several models, fold predictions, embeddings, and the dropout passes that are
 * asked for.
 */
public interface AcquisitionStrategyContract {
    /** The strategy under test. */
    AcquisitionStrategy strategy();

    /** Whether the scores depend on the generator, as those of a random strategy do. */
    default boolean scoresAreRandom() {
        return false;
    }

    /** Whether scores are ranks of something that can tie, so that equal examples get different ones at random. */
    default boolean scoresAreRanks() {
        return false;
    }

    /** Models of the states: 1 for a strategy that takes one model only. */
    default int numModels() {
        return 2;
    }

    @Test
    default void sameSeedGivesSameAnswer() {
        PoolState state = state(1);

        assertEquals(scores(state, 7), scores(state, 7));
        assertArrayEquals(select(state, 8, 7), select(state, 8, 7));
    }

    @Test
    default void differentSeedsDifferOnlyWhereRandom() {
        PoolState state = state(2);

        if (!scoresAreRanks()) {
            assertEquals(scoresAreRandom(), !scores(state, 1).equals(scores(state, 2)));
        }
    }

    @Test
    default void reorderingExamplesReordersScores() {
        if (scoresAreRandom() || scoresAreRanks()) {
            return;
        }
        PoolState state = state(3);
        int[] order = Shuffles.permutation(state.numExamples(), new SplittableRandom(4));

        Scores scores = scores(state, 5);
        Scores permuted = scores(PoolStates.permuted(state, order), 5);

        for (int n = 0; n < order.length; n++) {
            // Sums over examples come in another order, so the last digits may differ.
            assertEquals(scores.get(order[n]), permuted.get(n), 1e-9 * Math.max(1, Math.abs(permuted.get(n))));
        }
    }

    @Test
    default void leavesItsInputsUnchanged() {
        PoolState state = state(6);
        List<Object> before = PoolStates.snapshot(state);

        scores(state, 1);
        select(state, 5, 1);

        assertEquals(before, PoolStates.snapshot(state));
    }

    /** What {@code choosesLowest} and {@code weighing} promise, where they promise anything. */
    @Test
    default void whatItSaysOfItselfIsTrue() {
        PoolState state = state(15);
        AcquisitionStrategy strategy = strategy();
        RandomGenerator rng = new SplittableRandom(3);
        Scores scores = strategy.score(state, rng);

        if (strategy.choosesLowest()) {
            assertArrayEquals(BatchSelector.lowest(scores, 8, rng), select(state, 8, 3));
            strategy.weighing()
                    .ifPresent(weighing -> assertEquals(
                            scores,
                            weighing.weigh(state, new SplittableRandom(3)).scores()));
        }
        strategy.weighing()
                .map(weighing -> weighing.weigh(state, new SplittableRandom(3)).trust())
                .ifPresent(trust -> assertEquals(state.members().size(), trust.modelWeights().length));
    }

    @Test
    default void choosesDistinctExamplesOfThePool() {
        PoolState state = state(7);

        for (int batchSize : new int[] {1, 5, state.numExamples() - 1, state.numExamples()}) {
            assertDistinct(select(state, batchSize, 3), batchSize, state.numExamples());
        }
    }

    @Test
    default void choosesAmongTheCandidatesOnly() {
        PoolState state = state(14);
        int[] all = Shuffles.permutation(state.numExamples(), new SplittableRandom(2));
        int[] candidates = Arrays.copyOf(all, 15);
        int[] given = candidates.clone();

        for (int batchSize = 1; batchSize <= candidates.length; batchSize++) {
            int[] batch = strategy().select(state, candidates, batchSize, new SplittableRandom(3));

            assertDistinct(batch, batchSize, state.numExamples());
            assertTrue(IntStream.of(batch).allMatch(i -> IntStream.of(given).anyMatch(c -> c == i)));
        }
        assertArrayEquals(given, candidates);
    }

    @Test
    default void rejectsBatchOutOfRange() {
        PoolState state = state(8);

        for (int batchSize : new int[] {0, -1, state.numExamples() + 1}) {
            String message = assertThrows(IllegalArgumentException.class, () -> select(state, batchSize, 1))
                    .getMessage();
            assertTrue(message.contains("batchSize is " + batchSize), message);
        }
    }

    @Test
    default void scoresAreFinite() {
        for (int seed = 0; seed < 40; seed++) {
            PoolState state =
                    ExtremeStates.random(seed, numModels(), strategy().needs().dropoutPasses());

            for (double score : scores(state, seed).toArray()) {
                assertTrue(Double.isFinite(score), "seed " + seed + " gives " + score);
            }
        }
    }

    @Test
    default void copesWithAllLabelled() {
        assertUsable(state(12, 3, 1, 3, 9));
    }

    @Test
    default void copesWithOneLabelEach() {
        assertUsable(state(12, 3, 1, 1, 9));
    }

    @Test
    default void copesWithNoneLabelled() {
        assertUsable(state(12, 3, 0, 0, 10));
    }

    @Test
    default void copesWithOneClassPresent() {
        AnnotationsBuilder builder = Annotations.builder(12, 3, 3);
        for (int i = 0; i < 8; i++) {
            builder.add(i, 0, 1);
            if (i % 2 == 0) {
                builder.add(i, 1, 1);
            }
        }
        assertUsable(PoolStates.of(builder.build(), state(12, 3, 0, 0, 1).members()));
    }

    @Test
    default void copesWithOneHotPredictions() {
        double[][] rows = new double[12][3];
        for (int i = 0; i < rows.length; i++) {
            rows[i][i % 3] = 1;
        }
        PoolState random = state(12, 3, 0, 2, 12);
        assertUsable(withPredictions(random, DenseProbabilities.of(rows)));
    }

    @Test
    default void copesWithTiesEverywhere() {
        double[][] rows = new double[12][3];
        for (double[] row : rows) {
            Arrays.fill(row, 1 / 3.0);
        }
        PoolState empty = state(12, 3, 0, 0, 12);
        PoolState tied = withPredictions(empty, DenseProbabilities.of(rows));
        assertUsable(tied);

        // Files are often sorted by class: of equal examples no place may be preferred.
        int[] chosen = new int[tied.numExamples()];
        for (int seed = 0; seed < 120; seed++) {
            chosen[select(tied, 1, seed)[0]]++;
        }
        long neverChosen = Arrays.stream(chosen).filter(count -> count == 0).count();
        // One example is missed in all 120 draws with probability (11/12)^120 = 3e-5.
        assertTrue(neverChosen <= 1, () -> "chosen " + Arrays.toString(chosen) + " times");
    }

    @Test
    default void copesWithASingleExample() {
        assertUsable(state(1, 2, 0, 0, 13));
        assertUsable(state(1, 2, 1, 1, 13));
        assertUsable(state(1, 2, 2, 2, 13));
    }

    private PoolState state(long seed) {
        return state(40, 3, 0, 3, seed);
    }

    private PoolState state(int numExamples, int numClasses, int minLabels, int maxLabels, long seed) {
        PoolState state = PoolStates.random(
                new PoolStates.Shape(numExamples, numClasses, numModels(), minLabels, maxLabels), seed);
        return PoolStates.withPasses(state, strategy().needs().dropoutPasses(), seed + 1);
    }

    private void assertUsable(PoolState state) {
        assertEquals(state.numExamples(), scores(state, 1).size());
        for (int batchSize = 1; batchSize <= state.numExamples(); batchSize++) {
            assertDistinct(select(state, batchSize, 1), batchSize, state.numExamples());
        }
    }

    private Scores scores(PoolState state, long seed) {
        return strategy().score(state, new SplittableRandom(seed));
    }

    private int[] select(PoolState state, int batchSize, long seed) {
        return strategy().select(state, batchSize, new SplittableRandom(seed));
    }

    /** The same state with every probability replaced and all embeddings equal. */
    private PoolState withPredictions(PoolState state, Probabilities predProbs) {
        int n = state.numExamples();
        MemberPredictions member = new MemberPredictions(
                "model",
                predProbs,
                List.of(),
                List.of(predProbs, predProbs),
                Collections.nCopies(strategy().needs().dropoutPasses(), predProbs),
                Optional.of(Embeddings.ofRowMajor(n, 2, new float[2 * n])));
        return PoolStates.of(
                state.annotations(), Collections.nCopies(state.members().size(), member));
    }

    private static void assertDistinct(int[] batch, int batchSize, int numExamples) {
        assertEquals(batchSize, batch.length);
        assertEquals(batchSize, IntStream.of(batch).distinct().count(), () -> Arrays.toString(batch));
        assertFalse(IntStream.of(batch).anyMatch(i -> i < 0 || i >= numExamples), () -> Arrays.toString(batch));
    }
}
