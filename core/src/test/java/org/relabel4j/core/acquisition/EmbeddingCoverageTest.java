package org.relabel4j.core.acquisition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.embedding.BallCover;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Embeddings;

/** ProbCover, CAL, DAL and SEALS, which compare unlabelled with labelled examples in the embedding. */
class EmbeddingCoverageTest {
    /** Points on a line with even predictions, some of them labelled. */
    private static PoolState line(float[] points, double[][] predProbs, int... labelled) {
        AnnotationsBuilder annotations = Annotations.builder(points.length, 1, 2);
        for (int i : labelled) {
            annotations.add(i, 0, 0);
        }
        float[][] embeddings = new float[points.length][];
        for (int i = 0; i < points.length; i++) {
            embeddings[i] = new float[] {points[i]};
        }
        return PoolStates.of(
                annotations.build(), List.of(PoolStates.member(DenseProbabilities.of(predProbs), embeddings)));
    }

    private static PoolState line(float[] points, int... labelled) {
        double[][] even = new double[points.length][];
        Arrays.fill(even, new double[] {0.5, 0.5});
        return line(points, even, labelled);
    }

    private static int[] select(AcquisitionStrategy strategy, PoolState state, int batchSize) {
        return strategy.select(state, batchSize, new SplittableRandom(1));
    }

    private static double[] scores(AcquisitionStrategy strategy, PoolState state) {
        return strategy.score(state, new SplittableRandom(1)).toArray();
    }

    private static String refusal(Runnable call) {
        return assertThrows(IllegalArgumentException.class, call::run).getMessage();
    }

    @Nested
    class ProbCoverTest implements AcquisitionStrategyContract {
        @Override
        public AcquisitionStrategy strategy() {
            return new ProbCover(OptionalDouble.of(1), ProbCover.DEFAULT_PURITY);
        }

        @Test
        void takesTheBallThatCoversMostWhatNothingCovers() {
            // Of radius 1: 1 covers 0, 1, 2; 5 covers 4, 5; 20 is labelled and covers 20.5; 40 covers itself.
            PoolState state = line(new float[] {0, 1, 2, 4.5f, 5, 20, 20.5f, 40}, 5);

            int[] batch = select(strategy(), state, 7);

            assertEquals(1, batch[0]);
            assertTrue(batch[1] == 3 || batch[1] == 4);
            assertEquals(7, batch[2]);
            assertArrayEquals(
                    new double[] {-2 / 7.0, -3 / 7.0, -2 / 7.0, -2 / 7.0, -2 / 7.0, 0, 0, -1 / 7.0},
                    scores(strategy(), state),
                    1e-15);
        }

        @Test
        void theRadiusLeavesMostBallsPure() {
            Embeddings embeddings = Embeddings.ofRowMajor(5, 1, new float[] {0, 1, 2, 4, 5});
            int[] rows = {0, 1, 2, 3, 4};
            int[] clusters = {0, 0, 0, 1, 1};

            // To the other cluster it is 4, 3, 2, 2, 3. All balls are pure below 2, three of five below 3.
            assertEquals(Math.nextDown(4f), BallCover.largestPureRadius(embeddings, rows, clusters, 1));
            assertEquals(Math.nextDown(4f), BallCover.largestPureRadius(embeddings, rows, clusters, 0.61));
            assertEquals(Math.nextDown(9f), BallCover.largestPureRadius(embeddings, rows, clusters, 0.6));
            assertEquals(Double.POSITIVE_INFINITY, BallCover.largestPureRadius(embeddings, rows, new int[5], 0.95));
        }

        @Test
        void choosesTheRadiusByClusters() {
            // Two clusters; the radius is nearly the gap, so that any ball covers its whole cluster and no more.
            PoolState state = line(new float[] {0, 1, 2, 3, 100, 101, 102}, 0);
            AcquisitionStrategy strategy = new ProbCover(OptionalDouble.empty(), 1);

            assertTrue(select(strategy, state, 1)[0] >= 4);
            assertArrayEquals(new double[] {0, 0, 0, 0, -0.5, -0.5, -0.5}, scores(strategy, state), 1e-15);
        }

        @Test
        void refusesWhatItCannotUse() {
            assertEquals(
                    "radius is 0.0, expected a number above 0",
                    refusal(() -> new ProbCover(OptionalDouble.of(0), 0.5)));
            assertEquals(
                    "purity is 1.5, expected above 0, at most 1",
                    refusal(() -> new ProbCover(OptionalDouble.empty(), 1.5)));
        }
    }

    @Nested
    class ProbCoverOfItsOwnRadiusTest implements AcquisitionStrategyContract {
        @Override
        public AcquisitionStrategy strategy() {
            return new ProbCover(OptionalDouble.empty(), ProbCover.DEFAULT_PURITY);
        }

        @Override
        public boolean scoresAreRanks() {
            // Clusters begin at random, and the radius depends on them.
            return true;
        }
    }

    @Nested
    class CalTest implements AcquisitionStrategyContract {
        @Override
        public AcquisitionStrategy strategy() {
            return new Cal(Cal.DEFAULT_NEIGHBOURS);
        }

        @Test
        void isTheMeanDivergenceOfTheNearestLabelled() {
            double[][] predProbs = {{0.5, 0.5}, {1, 0}, {0.75, 0.25}, {0.5, 0.5}, {0, 1}};
            PoolState state = line(new float[] {0, 1, 1.2f, 9, 9.1f}, predProbs, 0, 1, 3);

            // Near 1.2 lie (1, 0) and (1/2, 1/2): ln(4/3), and 1/2 ln(2/3) + 1/2 ln 2. Near 9.1 lie (1/2, 1/2) and (1,
            // 0), of
            // which only logarithms of zero differ: finite, but far.
            double near = (Math.log(4 / 3.0) + Math.log(4 / 3.0) / 2) / 2;
            double[] scores = scores(new Cal(2), state);
            assertEquals(-near, scores[2], 1e-12);
            assertEquals(0, scores[0] + scores[1] + scores[3]);
            assertTrue(scores[4] < -500);
            // With the nearest alone the example at 9.1 is compared with (1/2, 1/2).
            assertEquals(-Math.log(4 / 3.0), scores(new Cal(1), state)[2], 1e-12);
        }

        @Test
        void refusesWhatItCannotUse() {
            assertEquals("neighbours is 0, expected at least 1", refusal(() -> new Cal(0)));
            assertTrue(refusal(() ->
                            scores(new Cal(1), PoolStates.of(Annotations.empty(1, 1, 2), new double[][] {{0.5, 0.5}})))
                    .startsWith("cal needs embeddings"));
        }
    }

    @Nested
    class DiscriminativeTest implements AcquisitionStrategyContract {
        @Override
        public AcquisitionStrategy strategy() {
            return new Discriminative(Discriminative.DEFAULT_PARTS);
        }

        @Override
        public boolean scoresAreRanks() {
            // A search finds the weights, to fewer digits than the order of examples changes.
            return true;
        }

        @Test
        void asksAboutWhatIsUnlikeTheLabelled() {
            PoolState state = line(new float[] {0, 1, 2, 3, 4, 5, -9, -8}, 0, 1, 2);

            // What is labelled lies in the middle. The first choice is at the side where more is open; then that side
            // is known.
            int[] batch = select(new Discriminative(2), state, 2);
            double[] scores = scores(strategy(), state);
            assertEquals(0, scores[0]);
            assertTrue(scores[5] < scores[4] && scores[4] < scores[3] || scores[6] < scores[7]);
            assertEquals(2, Arrays.stream(batch).distinct().count());
        }

        @Test
        void isLogisticRegression() {
            // Standardised to -1 and 1: by symmetry the bias is 0, and the weight minimises 2 ln(1 + e^-w) + w²/2, so
            // that
            // w = 2 / (1 + e^w): 0.7254...
            PoolState state = line(new float[] {3, 5}, 0);

            double score = scores(strategy(), state)[1];

            double w = Math.log(-score / (1 + score));
            assertEquals(2 / (1 + Math.exp(w)), w, 1e-6);
        }

        @Test
        void refusesWhatItCannotUse() {
            assertEquals("parts is 0, expected at least 1", refusal(() -> new Discriminative(0)));
        }
    }

    @Nested
    class NearLabelledTest implements AcquisitionStrategyContract {
        @Override
        public AcquisitionStrategy strategy() {
            return new NearLabelled(new Margin(), 100, 10);
        }

        @Override
        public boolean scoresAreRanks() {
            // Before the first label which are looked at is random.
            return true;
        }

        @Test
        void looksAtNeighboursOfLabelledExamplesAlone() {
            double[][] predProbs = new double[100][];
            float[] points = new float[100];
            for (int i = 0; i < 100; i++) {
                points[i] = i;
                predProbs[i] = new double[] {0.5 + i / 400.0, 0.5 - i / 400.0};
            }
            PoolState state = line(points, predProbs, 50, 80);
            NearLabelled strategy = new NearLabelled(new Margin(), 2, 0);
            int[] unlabelled = state.unlabelled();

            // 49 and 51 are next to 50, 79 and 81 to 80. A larger batch takes others, at random.
            assertArrayEquals(
                    new int[] {49, 51, 79, 81}, strategy.select(state, unlabelled, 4, new SplittableRandom(1)));
            double[] scores = scores(strategy, state);
            double[] margins = scores(new Margin(), state);
            for (int i = 0; i < 100; i++) {
                boolean looked = List.of(49, 50, 51, 79, 80, 81).contains(i);
                assertEquals(looked ? margins[i] : margins[81] + 1, scores[i], 1e-15);
            }
            int[] more = strategy.select(state, unlabelled, 30, new SplittableRandom(1));
            assertEquals(30, IntStream.of(more).distinct().count());
            for (int i : new int[] {49, 51, 79, 81}) {
                assertTrue(IntStream.of(more).anyMatch(m -> m == i));
            }
        }

        @Test
        void othersThatComposeBatchesGetAWholeState() {
            PoolState state = PoolStates.random(3);

            assertEquals(5, select(new NearLabelled(new Badge(), 1, 2), state, 5).length);
            assertEquals(5, select(new NearLabelled(new ActiveLabelCleaning(), 1, 2), state, 5).length);
            assertEquals(
                    new Bald().score(state, new SplittableRandom(1)),
                    new NearLabelled(new Bald(), 1000, 0).score(state, new SplittableRandom(1)));
        }

        @Test
        void refusesWhatItCannotUse() {
            assertEquals(
                    "neighbours is 0 and random is 1, expected at least 1 and at least 0",
                    refusal(() -> new NearLabelled(new Margin(), 0, 1)));
        }
    }
}
