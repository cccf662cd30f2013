package org.relabel4j.core.multilabel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.acquisition.AcquisitionStrategyContract;
import org.relabel4j.core.acquisition.ActiveLab;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.acquisition.PoolStates;
import org.relabel4j.core.acquisition.RandomWithinStrata;
import org.relabel4j.core.acquisition.Restricted;
import org.relabel4j.core.acquisition.Scores;
import org.relabel4j.core.acquisition.WrappingStrategy;
import org.relabel4j.core.noise.Darl;
import org.relabel4j.core.registry.Strategies;
import org.relabel4j.core.registry.StrategyInfo;

/** On pools with one question the contract of all strategies holds; with several, the scores are the questions', combined. */
class PerClassTest implements AcquisitionStrategyContract {
    @Override
    public AcquisitionStrategy strategy() {
        return PerClass.of(ActiveLab.ensemble(), Combination.PAPER);
    }

    @Test
    void everyStrategyThatScoresIsAppliedToEachQuestion() {
        List<PoolState> questions = new ArrayList<>();
        for (int k = 0; k < 4; k++) {
            questions.add(PoolStates.random(new PoolStates.Shape(30, 2, 2, 0, 3), k));
        }
        PoolState state = PoolState.of(questions);
        int compared = 0;
        for (StrategyInfo info : Strategies.all()) {
            AcquisitionStrategy base = info.create(Map.of());
            if (base.composesBatches()
                    || base.needs().oneModel()
                    || base instanceof WrappingStrategy
                    || base instanceof Darl) {
                continue;
            }
            Scores scores = PerClass.of(base, Combination.PAPER).score(state, new SplittableRandom(5));
            SplittableRandom rng = new SplittableRandom(5);
            double[][] byHand = new double[base.needs().probabilities() ? 4 : 1][];
            for (int k = 0; k < byHand.length; k++) {
                byHand[k] = base.score(questions.get(k), rng).toArray();
            }
            for (int i = 0; i < 30; i++) {
                double[] row = new double[byHand.length];
                for (int k = 0; k < row.length; k++) {
                    row[k] = byHand[k][i];
                }
                assertEquals(Combination.PAPER.combine(row), scores.get(i), info.name());
            }
            compared++;
        }
        assertTrue(compared >= 8, compared + " strategies compared");
    }

    @Test
    void aRestrictionStaysOutside() {
        AcquisitionStrategy restricted = Strategies.byName("activelab-ensemble").create(Map.of("ask", "new"));

        AcquisitionStrategy perClass = PerClass.of(restricted, Combination.PAPER);

        assertInstanceOf(
                PerClass.class, assertInstanceOf(Restricted.class, perClass).base());
        AcquisitionStrategy control = Strategies.byName("random-within-strata").create(Map.of("base", "margin"));
        assertInstanceOf(
                PerClass.class,
                assertInstanceOf(RandomWithinStrata.class, PerClass.of(control, Combination.PAPER))
                        .base());
        Combination lowest = new Combination(Combination.Rule.MIN, 1);
        for (String wrapping : List.of("stochastic", "seals")) {
            AcquisitionStrategy strategy =
                    PerClass.of(Strategies.byName(wrapping).create(Map.of()), lowest);
            assertInstanceOf(
                    PerClass.class,
                    assertInstanceOf(WrappingStrategy.class, strategy).base());
            PoolState question = PoolStates.random(new PoolStates.Shape(30, 2, 2, 0, 3), 1);
            PoolState questions = PoolState.of(List.of(question, question));
            // Of equal questions the combined score is that of each.
            assertEquals(
                    strategy.score(question, new SplittableRandom(3)),
                    strategy.score(questions, new SplittableRandom(3)),
                    wrapping);
        }
        PoolState one = PoolStates.random(new PoolStates.Shape(30, 2, 2, 0, 3), 1);
        PoolState two = PoolState.of(List.of(one, one));
        assertArrayEquals(
                restricted.select(one, 6, new SplittableRandom(2)), perClass.select(two, 6, new SplittableRandom(2)));
    }

    @Test
    void refusesWhatComposesBatchesByPredictions() {
        AcquisitionStrategy darl = Strategies.byName("darl").create(Map.of());
        assertThrows(IllegalArgumentException.class, () -> PerClass.of(darl, Combination.PAPER));
        AcquisitionStrategy badge = Strategies.byName("badge").create(Map.of());

        String message = assertThrows(IllegalArgumentException.class, () -> PerClass.of(badge, Combination.PAPER))
                .getMessage();

        assertTrue(message.contains("composes its batches"), message);
        AcquisitionStrategy coreSet = Strategies.byName("core-set").create(Map.of());
        assertEquals(coreSet, PerClass.of(coreSet, Combination.PAPER));
    }
}
