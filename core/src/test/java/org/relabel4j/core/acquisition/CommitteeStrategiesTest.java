package org.relabel4j.core.acquisition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.registry.Strategies;
import org.relabel4j.core.registry.StrategyInfo;
import org.relabel4j.core.training.MemberPredictions;

/** The strategies that compare models with each other. */
class CommitteeStrategiesTest {
    /** Sums of a few terms of order 1. */
    private static final double TOLERANCE = 1e-12;

    private static final Probabilities FIRST = DenseProbabilities.of(new double[][] {{1, 0}, {0.5, 0.5}, {0.9, 0.1}});
    private static final Probabilities SECOND = DenseProbabilities.of(new double[][] {{0, 1}, {0.5, 0.5}, {0.9, 0.1}});
    private static final Annotations UNLABELLED = Annotations.empty(3, 1, 2);

    private static double[] score(AcquisitionStrategy strategy, PoolState state) {
        return strategy.score(state, new SplittableRandom(1)).toArray();
    }

    private static PoolState twoModels() {
        return PoolStates.of(UNLABELLED, List.of(PoolStates.member(FIRST), PoolStates.member(SECOND)));
    }

    private static PoolState oneModelWithFolds() {
        return PoolStates.of(
                UNLABELLED,
                List.of(new MemberPredictions("model", FIRST, List.of(), List.of(FIRST, SECOND), Optional.empty())));
    }

    @Nested
    class DisagreementTest implements AcquisitionStrategyContract {
        @Override
        public AcquisitionStrategy strategy() {
            return new Disagreement();
        }

        @Test
        void isTheMeanCrossEntropyNegated() {
            // Opposite certainties: the mean is (1/2, 1/2); each model gives 1/2 ln 1 + 1/2 ln 1e-6. Equal rows give
            // -H.
            assertArrayEquals(
                    new double[] {0.5 * Math.log(1e-6), -Math.log(2), 0.9 * Math.log(0.9) + 0.1 * Math.log(0.1)},
                    score(strategy(), twoModels()),
                    TOLERANCE);
        }

        @Test
        void needsSeveralModels() {
            assertTrue(strategy().needs().severalModels());
            assertEquals(
                    "disagreement compares models but found one; use an ensemble",
                    assertThrows(IllegalArgumentException.class, () -> score(strategy(), oneModelWithFolds()))
                            .getMessage());
        }
    }

    @Nested
    class BaldTest implements AcquisitionStrategyContract {
        @Override
        public AcquisitionStrategy strategy() {
            return new Bald();
        }

        @Test
        void isTheMutualInformationNegated() {
            // Opposite certainties: H(mean) = ln 2, no entropy within. Two equal rows tell nothing, however unsure.
            assertArrayEquals(new double[] {-Math.log(2), 0, 0}, score(strategy(), twoModels()), TOLERANCE);
        }

        @Test
        void takesFoldModelsOfASingleModel() {
            assertArrayEquals(score(strategy(), twoModels()), score(strategy(), oneModelWithFolds()));
        }

        @Test
        void needsMembersOrFolds() {
            PoolState bare = PoolStates.of(UNLABELLED, List.of(PoolStates.member(FIRST)));

            assertTrue(strategy().needs().foldPredictions());
            assertEquals(
                    "bald compares models but found one with 0 fold predictions; use an ensemble or keep the fold"
                            + " predictions",
                    assertThrows(IllegalArgumentException.class, () -> score(strategy(), bare))
                            .getMessage());
        }
    }

    @Nested
    class BaldByDropoutTest {
        private final Bald bald = Bald.byDropout(2);

        private static PoolState oneModelWithPasses(Probabilities... passes) {
            return PoolStates.of(
                    UNLABELLED,
                    List.of(new MemberPredictions(
                            "model", FIRST, List.of(), List.of(), List.of(passes), Optional.empty())));
        }

        @Test
        void isTheMutualInformationOfThePasses() {
            Probabilities sure = DenseProbabilities.of(new double[][] {{0.75, 0.25}, {0.5, 0.5}, {1, 0}});
            Probabilities unsure = DenseProbabilities.of(new double[][] {{0.25, 0.75}, {0.5, 0.5}, {0, 1}});

            // Example 0: the mean is even, ln 2, less the entropy of (3/4, 1/4). 1: passes agree. 2: all is
            // disagreement.
            double within = 0.75 * Math.log(4.0 / 3) + 0.25 * Math.log(4);
            assertArrayEquals(
                    new double[] {within - Math.log(2), 0, -Math.log(2)},
                    score(bald, oneModelWithPasses(sure, unsure)),
                    TOLERANCE);
        }

        @Test
        void saysWhatItNeeds() {
            assertEquals(Needs.dropout(2), bald.needs());
            assertEquals(3, Needs.dropout(2).and(Needs.dropout(3)).dropoutPasses());
            assertEquals(
                    "bald compares 2 dropout passes of one model but found 1 with 1; have one model predict with dropout",
                    assertThrows(IllegalArgumentException.class, () -> score(bald, oneModelWithPasses(FIRST)))
                            .getMessage());
            assertThrows(IllegalArgumentException.class, () -> score(bald, twoModels()));
            assertThrows(IllegalArgumentException.class, () -> Bald.byDropout(1));
        }

        @Test
        void isAnOptionOfBald() {
            StrategyInfo info = Strategies.byName("bald");

            assertEquals(Needs.dropout(7), info.needs(Map.of("draws", "dropout", "passes", "7")));
            assertEquals(new Needs(false, true, false), info.needs(Map.of("passes", "7")));
        }
    }

    @Nested
    class ActiveLabEnsembleTest implements AcquisitionStrategyContract {
        @Override
        public AcquisitionStrategy strategy() {
            return ActiveLab.ensemble();
        }
    }

    @Nested
    class ActiveLabSingleTest implements AcquisitionStrategyContract {
        @Override
        public AcquisitionStrategy strategy() {
            return ActiveLab.single();
        }

        @Override
        public int numModels() {
            return 1;
        }
    }
}
