package org.relabel4j.core.acquisition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.registry.Strategies;
import org.relabel4j.core.registry.StrategyInfo;

/** The strategies that look at where examples lie in the embedding. */
class EmbeddingStrategiesTest {
    /** Distances are summed in floats. */
    private static final double FLOAT = 1e-6;

    /** Points on a line; the first is labelled. */
    private static PoolState line(int numLabelled, double[][] predProbs, float... points) {
        AnnotationsBuilder annotations = Annotations.builder(points.length, 1, 2);
        float[][] embeddings = new float[points.length][];
        for (int i = 0; i < points.length; i++) {
            embeddings[i] = new float[] {points[i]};
            if (i < numLabelled) {
                annotations.add(i, 0, 0);
            }
        }
        return PoolStates.of(
                annotations.build(), List.of(PoolStates.member(DenseProbabilities.of(predProbs), embeddings)));
    }

    private static double[][] even(int n) {
        double[][] rows = new double[n][];
        Arrays.fill(rows, new double[] {0.5, 0.5});
        return rows;
    }

    private static int[] select(AcquisitionStrategy strategy, PoolState state, int batchSize, long seed) {
        return strategy.select(state, batchSize, new SplittableRandom(seed));
    }

    @Nested
    class CoreSetTest implements AcquisitionStrategyContract {
        @Override
        public AcquisitionStrategy strategy() {
            return new CoreSet();
        }

        @Test
        void takesTheFarthestFromAllChosenInTurn() {
            PoolState state = line(1, even(5), 0, 1, 10, 9, 4);

            // From 0 the farthest is 10; then 4 lies 4 from 0 and 9 lies 1 from 10; then 1 and 9 tie.
            int[] batch = select(strategy(), state, 2, 1);

            assertArrayEquals(new int[] {2, 4}, batch);
            assertArrayEquals(
                    new double[] {0, -1, -10, -9, -4},
                    strategy().score(state, new SplittableRandom(1)).toArray(),
                    FLOAT);
        }

        @Test
        void asksAboutLabelledExamplesOnlyWhenNoOtherIsLeft() {
            PoolState state = line(3, even(5), 0, 5, 100, 7, 8);

            int[] batch = select(strategy(), state, 4, 1);

            assertEquals(7, batch[0] + batch[1]);
            // Of the labelled ones 100 is farthest from 7 and 8, then 0.
            assertArrayEquals(new int[] {2, 0}, Arrays.copyOfRange(batch, 2, 4));
        }

        @Test
        void saysWhichModelHasNoEmbeddings() {
            PoolState state = PoolStates.of(Annotations.empty(2, 1, 2), even(2));

            assertEquals(
                    "core-set needs embeddings but none of model came with any; choose a model with embeddings and have"
                            + " them kept",
                    assertThrows(IllegalArgumentException.class, () -> select(strategy(), state, 1, 1))
                            .getMessage());
        }
    }

    @Nested
    class BadgeTest implements AcquisitionStrategyContract {
        @Override
        public AcquisitionStrategy strategy() {
            return new Badge();
        }

        @Test
        void scoresTheSquaredLengthOfTheGradient() {
            PoolState state = line(1, new double[][] {{0.5, 0.5}, {0.8, 0.2}, {0.5, 0.5}}, 1, 3, 2);

            // |p - e|² |h|²: (0.04 + 0.04) 9 = 0.72 and (0.25 + 0.25) 4 = 2; labelled: 0.
            assertArrayEquals(
                    new double[] {0, -0.72, -2},
                    strategy().score(state, new SplittableRandom(1)).toArray(),
                    FLOAT);
        }

        @Test
        void beginsWithTheLongestGradient() {
            PoolState state = line(0, new double[][] {{0.5, 0.5}, {0.8, 0.2}, {0.5, 0.5}}, 1, 3, 2);

            for (int seed = 0; seed < 10; seed++) {
                assertEquals(2, select(strategy(), state, 2, seed)[0]);
            }
        }

        @Test
        void drawsInProportionToTheDistanceOfTheGradientsWrittenDown() {
            // Two classes and a line: the gradient is r h twice with opposite signs, r = ±(1 - max p).
            double[][] predProbs = {{0.6, 0.4}, {0.2, 0.8}, {0.9, 0.1}, {0.5, 0.5}};
            float[] points = {1, 2, -3, 4};
            PoolState state = line(0, predProbs, points);
            double[] gradient = new double[4];
            for (int i = 0; i < 4; i++) {
                boolean first = predProbs[i][0] >= predProbs[i][1];
                gradient[i] = (first ? -predProbs[i][1] : predProbs[i][0]) * points[i];
            }
            // The longest is that of example 3, -2; the others are -0.4, 0.4 and 0.3: squares 2.56, 5.76, 5.29 of
            // 13.61.
            assertArrayEquals(new double[] {-0.4, 0.4, 0.3, -2}, gradient, FLOAT);
            int[] second = new int[4];

            for (int seed = 0; seed < 2000; seed++) {
                int[] batch = select(strategy(), state, 2, seed);
                assertEquals(3, batch[0]);
                second[batch[1]]++;
            }

            // Binomial deviations are at most 22.
            assertEquals(2000 * 2.56 / 13.61, second[0], 80);
            assertEquals(2000 * 5.76 / 13.61, second[1], 80);
            assertEquals(2000 * 5.29 / 13.61, second[2], 80);
        }

        @Test
        void asksAboutLabelledExamplesOnlyWhenNoOtherIsLeft() {
            PoolState state = line(3, even(5), 0, 5, 100, 7, 8);

            int[] batch = select(strategy(), state, 3, 1);

            assertEquals(7, batch[0] + batch[1]);
            assertEquals(2, batch[2]);
        }
    }

    @Nested
    class KMeansDiversityTest implements AcquisitionStrategyContract {
        @Override
        public AcquisitionStrategy strategy() {
            return new Diversified(new Entropy(), Diversified.Method.K_MEANS, 3);
        }

        @Test
        void takesOneExampleOfEachClusterOfCandidates() {
            PoolState state = clustered();

            for (int seed = 0; seed < 20; seed++) {
                int[] clusters = IntStream.of(select(strategy(), state, 3, seed))
                        .map(i -> i / 3)
                        .sorted()
                        .toArray();
                assertArrayEquals(new int[] {0, 1, 2}, clusters);
            }
        }
    }

    @Nested
    class KCentreDiversityTest implements AcquisitionStrategyContract {
        @Override
        public AcquisitionStrategy strategy() {
            return new Diversified(new Entropy(), Diversified.Method.K_CENTRE, 3);
        }

        @Test
        void beginsWithTheMostWantedAndSpreadsOut() {
            int[] batch = select(strategy(), clustered(), 3, 1);

            assertEquals(4, batch[0]);
            assertArrayEquals(
                    new int[] {0, 1, 2},
                    IntStream.of(batch).map(i -> i / 3).sorted().toArray());
        }
    }

    /** Nine wanted examples in three clusters of three, number 4 the most wanted, and three that are not wanted. */
    private static PoolState clustered() {
        double[][] predProbs = new double[12][];
        for (int i = 0; i < 12; i++) {
            predProbs[i] = i == 4 ? new double[] {0.5, 0.5} : i < 9 ? new double[] {0.6, 0.4} : new double[] {1, 0};
        }
        return line(0, predProbs, 0, 1, 2, 50, 51, 52, 100, 101, 102, 1000, 2000, 3000);
    }

    @Test
    void factorOneLeavesTheBatchAsItIs() {
        PoolState state = PoolStates.random(3);
        AcquisitionStrategy strategy = new Diversified(new Entropy(), Diversified.Method.K_MEANS, 1);

        assertArrayEquals(select(new Entropy(), state, 7, 5), select(strategy, state, 7, 5));
        assertEquals(
                "diversity factor is 0, expected at least 1",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new Diversified(new Entropy(), Diversified.Method.K_MEANS, 0))
                        .getMessage());
    }

    @Test
    void diversityComesByOptionForAnyScoringStrategy() {
        StrategyInfo margin = Strategies.byName("margin");

        assertTrue(margin.needs(Map.of("diversity", "k-means")).embeddings());
        assertFalse(margin.needsEmbeddings());
    }
}
