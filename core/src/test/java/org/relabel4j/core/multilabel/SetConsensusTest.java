package org.relabel4j.core.multilabel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.consensus.AnnotatorStats;
import org.relabel4j.core.consensus.ConsensusAnalysis;
import org.relabel4j.core.consensus.MajorityVote;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.registry.ConsensusInfo;
import org.relabel4j.core.registry.ConsensusMethods;

class SetConsensusTest {
    /** Example 0: {0, 1}, {0}, {0}; example 1: {}, {1}, {}; example 2 unlabelled; example 3: {1} by annotator 0. */
    private static final int[][] ROWS = {
        {0, 0, 0}, {0, 0, 1}, {0, 1, 0}, {0, 2, 0}, {1, 0, -1}, {1, 1, 1}, {1, 2, -1}, {3, 0, 1}
    };

    private final ClassSets sets = ClassSets.ofColumns(
            ClassSets.empty(4, 3, 2), ROWS.length, n -> ROWS[n][0], n -> ROWS[n][1], n -> ROWS[n][2]);

    @Test
    void majorityVoteByHand() {
        SetConsensus consensus = new PerClassConsensus(new MajorityVote(), Combination.PAPER)
                .analyse(sets, List.of(), new SplittableRandom(1));

        assertArrayEquals(new int[] {0}, consensus.set(0));
        assertArrayEquals(new int[] {}, consensus.set(1));
        assertArrayEquals(new int[] {}, consensus.set(2));
        assertArrayEquals(new int[] {1}, consensus.set(3));
        // Qualities by class 1 and 2/3: 0.8 × 2/3 + 0.2 × 1.
        assertEquals(0.8 * 2 / 3 + 0.2, consensus.quality(0), 1e-15);
        assertEquals(0.8 * 2 / 3 + 0.2, consensus.quality(1), 1e-15);
        assertEquals(Double.NaN, consensus.quality(2));
        assertEquals(1, consensus.quality(3));
        // Two of the three sets are the whole consensus.
        assertEquals(2 / 3.0, consensus.agreement(0));
        assertEquals(Double.NaN, consensus.agreement(2));
    }

    @Test
    void annotatorsByHand() {
        AnnotatorStats stats = new PerClassConsensus(new MajorityVote(), Combination.PAPER)
                .analyse(sets, List.of(), new SplittableRandom(1))
                .annotatorStats();

        // Of examples that others labelled too: annotator 0 answers class 0 right twice and class 1 once of two.
        assertArrayEquals(new double[] {0.75, 0.75, 1}, stats.quality(), 1e-15);
        // With example 3, class 1 is right twice of three: (1 + 2/3) / 2.
        assertArrayEquals(new double[] {5 / 6.0, 0.75, 1}, stats.agreementWithConsensus(), 1e-15);
        assertArrayEquals(new int[] {1, 1, 0}, stats.worstClass());
        assertArrayEquals(new int[] {3, 2, 2}, stats.numExamplesLabelled());
    }

    @Test
    void everyMethodIsAppliedToEachQuestion() {
        SetProbabilities predProbs =
                SetProbabilities.ofColumns(new double[][] {{0.9, 0.2, 0.4, 0.1}, {0.3, 0.35, 0.8, 0.7}});
        for (ConsensusInfo info : ConsensusMethods.all()) {
            SetConsensus consensus = new PerClassConsensus(info.create(Map.of()), Combination.PAPER)
                    .analyse(sets, List.of(predProbs), new SplittableRandom(3));
            SplittableRandom rng = new SplittableRandom(3);
            for (int k = 0; k < 2; k++) {
                Probabilities question = predProbs.ofClass(k);
                ConsensusAnalysis byHand = info.create(Map.of()).analyse(sets.ofClass(k), List.of(question), rng);
                assertEquals(byHand.consensus(), consensus.ofClass(k).consensus(), info.name());
                assertEquals(byHand.annotatorStats(), consensus.ofClass(k).annotatorStats(), info.name());
            }
        }
    }

    @Test
    void refusesPredictionsOfOtherClasses() {
        SetProbabilities three = SetProbabilities.ofColumns(new double[3][4]);

        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> new PerClassConsensus(new MajorityVote(), Combination.PAPER)
                                .analyse(sets, List.of(three), new SplittableRandom(1)))
                .getMessage();

        assertTrue(message.contains("3 classes, expected 2"), message);
    }
}
