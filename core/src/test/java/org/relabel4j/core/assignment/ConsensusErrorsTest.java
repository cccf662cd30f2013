package org.relabel4j.core.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Probabilities;

class ConsensusErrorsTest {
    private static final List<AnnotatorEstimate> ESTIMATES =
            List.of(new AnnotatorEstimate(0.9, 0.8, 1), new AnnotatorEstimate(0.6, 0.4, 0.8));
    private static final Probabilities PROBS =
            DenseProbabilities.of(new double[][] {{0.5, 0.3, 0.2}, {0.2, 0.2, 0.6}, {1, 0, 0}, {0.1, 0.1, 0.8}});

    private static double expected(int[] gold) {
        Annotations annotations = Annotations.builder(4, 2, 3)
                .add(0, 0, 0)
                .add(0, 1, 1)
                .add(1, 1, 1)
                .add(3, 0, 0)
                .build();
        Consensus consensus = new Consensus(
                new int[] {0, 1, -1, 2}, new double[] {1, 1, Double.NaN, 1}, new double[] {1, 1, Double.NaN, 1});
        return ConsensusErrors.expected(annotations, consensus, PROBS, ESTIMATES, gold);
    }

    @Test
    void isWorkedByHand() {
        // Example 0: 0.5 · 0.9 · 0.2, 0.3 · 0.05 · 0.6, 0.2 · 0.05 · 0.2 = 0.09, 0.009, 0.002: wrong by 0.011 / 0.101.
        // Example 1: 0.2 · 0.2, 0.2 · 0.6, 0.6 · 0.2 = 0.04, 0.12, 0.12: wrong by 0.16 / 0.28.
        // Example 3, whose consensus is 2: 0.1 · 0.9, 0.1 · 0.05, 0.8 · 0.05 = 0.09, 0.005, 0.04: wrong by 0.095 /
        // 0.135.
        double byHand = (0.011 / 0.101 + 0.16 / 0.28 + 0.095 / 0.135) / 3;

        assertEquals(byHand, expected(new int[] {-1, -1, -1, -1}), 1e-12); // rounding alone
    }

    @Test
    void knownAnswersAreLeftOut() {
        assertEquals(0.011 / 0.101, expected(new int[] {-1, 2, 0, 1}), 1e-12);
        assertEquals(Double.NaN, expected(new int[] {0, 2, 0, 1}));
    }
}
