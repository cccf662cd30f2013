package org.relabel4j.core.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.acquisition.AcquisitionStrategyContract;
import org.relabel4j.core.acquisition.Badge;
import org.relabel4j.core.acquisition.Entropy;
import org.relabel4j.core.acquisition.Margin;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.acquisition.PoolStates;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.registry.Strategies;
import org.relabel4j.core.registry.StrategyInfo;

class DarlTest {
    @Nested
    class WithConfidence implements AcquisitionStrategyContract {
        @Override
        public AcquisitionStrategy strategy() {
            return new Darl(new Entropy(), new ConfidenceNoiseSampler(), RepeatShare.growingWithNoise(0.5));
        }

        @Override
        public boolean scoresAreRanks() {
            return true;
        }
    }

    @Nested
    class WithNeighbours implements AcquisitionStrategyContract {
        @Override
        public AcquisitionStrategy strategy() {
            return new Darl(new Margin(), new NeighbourNoiseSampler(), RepeatShare.fixed(0.3));
        }

        @Override
        public boolean scoresAreRanks() {
            return true;
        }
    }

    @Nested
    class WithBadge implements AcquisitionStrategyContract {
        @Override
        public AcquisitionStrategy strategy() {
            return new Darl(new Badge(), new AdaptiveNoiseSampler(), RepeatShare.bySuspects(0.5));
        }

        @Override
        public boolean scoresAreRanks() {
            return true;
        }
    }

    /** Ten labelled examples, of which the first two contradict the model, and ten without a label, the last ones flattest. */
    private static PoolState half() {
        AnnotationsBuilder annotations = Annotations.builder(20, 1, 2);
        double[][] predProbs = new double[20][];
        for (int i = 0; i < 20; i++) {
            double p = 0.95 - 0.01 * i;
            boolean second = i >= 2 && i < 6;
            predProbs[i] = second ? new double[] {1 - p, p} : new double[] {p, 1 - p};
            if (i < 10) {
                annotations.add(i, 0, i < 6 ? 1 : 0);
            }
        }
        return PoolStates.of(annotations.build(), predProbs);
    }

    private static AcquisitionStrategy darl(double share) {
        return new Darl(new Entropy(), new ConfidenceNoiseSampler(), RepeatShare.fixed(share));
    }

    private static int[] select(AcquisitionStrategy strategy, int batchSize) {
        return strategy.select(half(), batchSize, new SplittableRandom(1));
    }

    @Test
    void buysNewLabelsFirstAndThenDoubtedOnes() {
        // round(0.7 * 6) = 4 new ones, the flattest predictions first; then the contradictions.
        assertArrayEquals(new int[] {19, 18, 17, 16}, Arrays.copyOf(select(darl(0.3), 6), 4));
        assertArrayEquals(
                new int[] {0, 1},
                IntStream.of(select(darl(0.3), 6)).skip(4).sorted().toArray());
    }

    @ParameterizedTest
    @CsvSource({"0, 10, 10", "1, 10, 0", "0.25, 2, 2", "0.3, 5, 4", "0.5, 1, 1", "1, 15, 5", "0, 15, 10", "0.5, 20, 10"
    })
    void splitsTheBudgetAndGivesTheRestToTheOtherKind(double share, int batchSize, int numNew) {
        int[] batch = select(darl(share), batchSize);

        assertEquals(numNew, IntStream.of(batch).filter(i -> i >= 10).count());
        assertTrue(IntStream.of(batch).limit(numNew).allMatch(i -> i >= 10));
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1e-320, true", "1, false"})
    void aKindWithoutAShareComesLastInItsOwnOrder(double share, boolean newFirst) {
        double[] scores = darl(share).score(half(), new SplittableRandom(1)).toArray();
        double[] mixed = darl(0.5).score(half(), new SplittableRandom(1)).toArray();

        for (int i = 0; i < 20; i++) {
            for (int other = 0; other < 20; other++) {
                boolean sameKind = i < 10 == other < 10;
                boolean before = sameKind ? mixed[i] < mixed[other] : i >= 10 == newFirst;
                assertEquals(i != other && before, scores[i] < scores[other], i + " and " + other);
            }
        }
        assertArrayEquals(
                IntStream.range(0, 20).mapToDouble(rank -> rank + 0.5).toArray(),
                Arrays.stream(scores).sorted().toArray());
    }

    @Test
    void scoresMixTheKindsByTheirShares() {
        PoolState state = half();
        double[] scores = darl(0.2).score(state, new SplittableRandom(1)).toArray();

        int[] order = IntStream.range(0, 20)
                .boxed()
                .sorted((a, b) -> Double.compare(scores[a], scores[b]))
                .mapToInt(Integer::intValue)
                .toArray();

        assertEquals(4, IntStream.of(order).limit(5).filter(i -> i >= 10).count());
        assertEquals(8, IntStream.of(order).limit(10).filter(i -> i >= 10).count());
    }

    @Test
    void shareGrowsWithTheEstimatedNoise() {
        PoolState state = half();
        double noise = NoiseEstimates.fromPredictions(state).orElseThrow();

        assertTrue(noise > 0.05 && noise < 0.5);
        assertEquals(
                0.6 * Math.min(1, noise / 0.2),
                RepeatShare.growingWithNoise(0.6).share(state, 10),
                1e-12);
        assertEquals(
                0,
                RepeatShare.growingWithNoise(0.6).share(PoolStates.random(new PoolStates.Shape(5, 2, 1, 0, 0), 1), 10));
    }

    @Test
    void shareFollowsTheSuspectsUpToItsLimit() {
        PoolState state = half();
        long suspects = ConfidentJoint.estimate(state.consensus().labels(), state.meanPredProbs())
                .numSuspects();

        assertTrue(suspects > 0);
        assertEquals(suspects / 100.0, RepeatShare.bySuspects(0.5).share(state, 100), 1e-12);
        assertEquals(0.1, RepeatShare.bySuspects(0.1).share(state, (int) suspects), 1e-12);
    }

    @Test
    void rejectsSharesOutOfRange() {
        for (double share : new double[] {-0.1, 1.1, Double.NaN}) {
            assertEquals(
                    "share of repeats is " + share + ", expected 0 to 1",
                    assertThrows(IllegalArgumentException.class, () -> RepeatShare.fixed(share))
                            .getMessage());
        }
    }

    @Test
    void comesByNameWithItsOptions() {
        StrategyInfo info = Strategies.byName("darl");

        assertTrue(info.needsEmbeddings());
        assertFalse(info.needs(Map.of("sampler", "confidence")).embeddings());
        assertTrue(info.needs(Map.of("sampler", "confidence", "base", "badge")).embeddings());
        assertTrue(info.needs(Map.of("sampler", "confidence", "base", "disagreement"))
                .severalModels());
        assertEquals("newest-breaks-ties", info.consensus());
        assertEquals("newest-label", info.consensus(Map.of("mode", "replace")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ratio | 1.5 | option \"ratio\" of strategy darl is \"1.5\", expected a number from 0 to 1",
                "base | darl | strategy darl cannot be its own base",
                "base | entropie | unknown strategy \"entropie\"; did you mean \"entropy\"?",
                "rato | 1 | strategy darl has no option \"rato\"; did you mean \"ratio\"?",
                "neighbours | 0 | option \"neighbours\" of strategy darl is \"0\", expected a whole number from 1 to 1000"
            })
    void rejectsBadOptionsInOneLine(String option, String value, String message) {
        assertEquals(
                message,
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Strategies.byName("darl").create(Map.of(option, value)))
                        .getMessage());
    }

    @Test
    void rejectsUnknownModes() {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> Strategies.byName("darl").create(Map.of("mode", "append")))
                .getMessage();

        assertTrue(message.endsWith("expected one of accumulate, replace"), message);
    }
}
