package org.relabel4j.core.acquisition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.probability.DenseProbabilities;

/** The strategies that look at one thing only: chance, counts of labels, or the mean prediction. */
class BaselinesTest {
    /** Probabilities are a few multiplications away from the expectation, so 1e-12 is far above rounding error. */
    private static final double TOLERANCE = 1e-12;

    private static final double[][] PRED_PROBS = {{0.5, 0.5, 0}, {0.7, 0.2, 0.1}, {1, 0, 0}};
    private static final Annotations UNLABELLED = Annotations.empty(3, 2, 3);

    private static double[] score(AcquisitionStrategy strategy, PoolState state) {
        return strategy.score(state, new SplittableRandom(1)).toArray();
    }

    @Nested
    class RandomStrategyTest implements AcquisitionStrategyContract {
        @Override
        public AcquisitionStrategy strategy() {
            return new RandomStrategy();
        }

        @Override
        public boolean scoresAreRandom() {
            return true;
        }

        @Test
        void asksAboutLabelledExamplesAsOftenAsOthers() {
            Annotations half =
                    Annotations.builder(4, 1, 2).add(0, 0, 1).add(1, 0, 0).build();
            PoolState state = PoolStates.of(half, new double[][] {{1, 0}, {1, 0}, {1, 0}, {1, 0}});
            int labelled = 0;

            for (int seed = 0; seed < 400; seed++) {
                labelled += strategy().select(state, 1, new SplittableRandom(seed))[0] < 2 ? 1 : 0;
            }

            // Binomial(400, 1/2): standard deviation 10.
            assertEquals(200, labelled, 50);
        }
    }

    @Nested
    class GoodRandomTest implements AcquisitionStrategyContract {
        @Override
        public AcquisitionStrategy strategy() {
            return new GoodRandom();
        }

        @Override
        public boolean scoresAreRandom() {
            return true;
        }

        @Test
        void asksAboutTheLeastLabelledFirst() {
            PoolState state = PoolStates.random(5);

            int[] order = strategy().select(state, state.numExamples(), new SplittableRandom(1));

            for (int n = 1; n < order.length; n++) {
                assertTrue(state.annotations().count(order[n - 1])
                        <= state.annotations().count(order[n]));
            }
        }
    }

    @Nested
    class EntropyTest implements AcquisitionStrategyContract {
        @Override
        public AcquisitionStrategy strategy() {
            return new Entropy();
        }

        @Test
        void isNegativeEntropyInNats() {
            // 0.5 ln 0.5 twice = -ln 2; 0.7 ln 0.7 + 0.2 ln 0.2 + 0.1 ln 0.1 = -0.801818...; certainty has none.
            assertArrayEquals(
                    new double[] {-Math.log(2), 0.7 * Math.log(0.7) + 0.2 * Math.log(0.2) + 0.1 * Math.log(0.1), 0},
                    score(strategy(), PoolStates.of(UNLABELLED, PRED_PROBS)),
                    TOLERANCE);
        }

        @Test
        void averagesModels() {
            PoolState state = PoolStates.of(
                    Annotations.empty(1, 1, 2),
                    List.of(
                            PoolStates.member(DenseProbabilities.of(new double[][] {{1, 0}})),
                            PoolStates.member(DenseProbabilities.of(new double[][] {{0, 1}}))));

            // The models are certain but their mean is (1/2, 1/2).
            assertArrayEquals(new double[] {-Math.log(2)}, score(strategy(), state), TOLERANCE);
        }
    }

    @Nested
    class UncertaintyTest implements AcquisitionStrategyContract {
        @Override
        public AcquisitionStrategy strategy() {
            return new Uncertainty();
        }

        @Test
        void isTheLargestProbability() {
            assertArrayEquals(
                    new double[] {0.5, 0.7, 1}, score(strategy(), PoolStates.of(UNLABELLED, PRED_PROBS)), TOLERANCE);
        }
    }

    @Nested
    class MarginTest implements AcquisitionStrategyContract {
        @Override
        public AcquisitionStrategy strategy() {
            return new Margin();
        }

        @Test
        void isTheLargestLessTheSecondLargest() {
            assertArrayEquals(
                    new double[] {0, 0.5, 1}, score(strategy(), PoolStates.of(UNLABELLED, PRED_PROBS)), TOLERANCE);
        }
    }

    @Test
    void labelsDoNotCountForPredictionsAlone() {
        Annotations labelled = Annotations.builder(3, 2, 3)
                .add(0, 0, 1)
                .add(0, 1, 2)
                .add(2, 0, 0)
                .build();

        for (AcquisitionStrategy strategy : List.of(new Entropy(), new Uncertainty(), new Margin())) {
            assertArrayEquals(
                    score(strategy, PoolStates.of(UNLABELLED, PRED_PROBS)),
                    score(strategy, PoolStates.of(labelled, PRED_PROBS)));
        }
    }

    @Test
    void scoresPoolsLargerThanABlockOfRows() {
        PoolState state = PoolStates.random(new PoolStates.Shape(1300, 4, 3, 0, 1), 1);

        double[] scores = score(new Uncertainty(), state);

        for (int i = 0; i < scores.length; i++) {
            double largest = 0;
            for (int k = 0; k < 4; k++) {
                double sum = 0;
                for (var p : state.predProbs()) {
                    sum += p.get(i, k);
                }
                largest = Math.max(largest, sum / 3);
            }
            assertEquals(largest, scores[i], TOLERANCE);
        }
    }
}
