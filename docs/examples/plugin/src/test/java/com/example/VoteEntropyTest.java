package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.acquisition.AcquisitionStrategyContract;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.acquisition.PoolStates;
import org.relabel4j.core.acquisition.Scores;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.training.MemberPredictions;

/** The tests that every strategy has to pass come with the interface. */
class VoteEntropyTest implements AcquisitionStrategyContract {
    @Override
    public AcquisitionStrategy strategy() {
        return new VoteEntropy(1);
    }

    @Test
    void votesForTwoClassesComeBeforeVotesForOne() {
        Annotations labels = Annotations.builder(3, 2, 2)
                .add(0, 0, 1)
                .add(0, 1, 1)
                .add(1, 0, 0)
                .add(1, 1, 1)
                .build();
        double[][] anything = {{0.5, 0.5}, {0.5, 0.5}, {0.5, 0.5}};
        PoolState state = PoolStates.of(
                labels,
                List.of(new MemberPredictions(
                        "model", DenseProbabilities.of(anything), List.of(), List.of(), List.of(), Optional.empty())));

        Scores scores = strategy().score(state, new SplittableRandom(1));

        // Of two votes for one class of two: q = (1/4, 3/4).
        assertEquals(0.25 * Math.log(0.25) + 0.75 * Math.log(0.75), scores.get(0), 1e-12);
        assertEquals(-Math.log(2), scores.get(1), 1e-12);
        assertEquals(-Math.log(2), scores.get(2), 1e-12);
    }
}
