package org.relabel4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.acquisition.AcquisitionStrategyContract;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.acquisition.Scores;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.MajorityVote;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.MemberPredictions;

class LeastConfidenceTest implements AcquisitionStrategyContract {
    @Override
    public AcquisitionStrategy strategy() {
        return new LeastConfidence();
    }

    @Test
    void scoreIsTheLargestProbability() {
        Probabilities p = DenseProbabilities.of(new double[][] {{0.9, 0.1}, {0.4, 0.6}});

        assertEquals(Scores.of(new double[] {0.9, 0.6}), strategy().score(state(p), new SplittableRandom(1)));
    }

    private static PoolState state(Probabilities p) {
        Annotations none = Annotations.empty(p.numExamples(), 1, p.numClasses());
        return new PoolState(
                0,
                none,
                new MajorityVote().infer(none, List.of(p), new SplittableRandom(1)),
                List.of(new MemberPredictions("model", p, List.of(), List.of(), Optional.empty())));
    }
}
