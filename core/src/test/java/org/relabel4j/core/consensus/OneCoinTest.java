package org.relabel4j.core.consensus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.annotation.Annotations;

class OneCoinTest {
    /** Three annotators, two examples of three classes: labels 0, 0, 1 and 2, 1, 1. */
    private static Annotations table() {
        return MajorityVoteTest.table(3, new int[][] {{0, 0, 1}, {2, 1, 1}});
    }

    @Test
    void firstStepIsWorkedByHand() {
        OneCoin.Fit fit = new OneCoin.Fit(table(), KnownLabels.none());
        double[] posterior = new double[3];

        fit.step(LabelPosterior.votes(table()));
        fit.skills().posterior(0, posterior);

        // Votes: (2/3, 1/3, 0) and (0, 2/3, 1/3). Skills: (2/3 + 1/3) / 2, (2/3 + 2/3) / 2, (1/3 + 2/3) / 2;
        // frequencies
        // 1/3, 1/2, 1/6. A wrong label has half of the rest: class 0: 1/3 1/2 2/3 1/4; class 1: 1/2 1/4 1/6 1/2; class
        // 2:
        // 1/6 1/4 1/6 1/4. The common denominator is 576: 16, 6 and 1.
        assertArrayEquals(
                new double[] {1.0 / 2, 2.0 / 3, 1.0 / 2},
                new double[] {
                    fit.skills().skill(0), fit.skills().skill(1), fit.skills().skill(2)
                },
                1e-14);
        assertArrayEquals(new double[] {16.0 / 23, 6.0 / 23, 1.0 / 23}, posterior, 1e-14);
    }

    @Test
    void likelihoodNeverFalls() {
        SimulatedCrowd crowd = SimulatedCrowd.of(300, 20, 4, 3, 5);
        OneCoin.Fit fit = new OneCoin.Fit(crowd.annotations(), KnownLabels.none());
        fit.step(LabelPosterior.votes(crowd.annotations()));
        fit.iterate();
        for (int iteration = 0; iteration < 30; iteration++) {
            double before = fit.logLikelihood();

            fit.iterate();

            // Sums of some thousand terms: rounding of 1e-12.
            assertTrue(fit.logLikelihood() >= before - 1e-12, before + " fell to " + fit.logLikelihood());
        }
    }

    @Test
    void matricesHaveTheSkillsOnTheirDiagonals() {
        Annotations annotations = SimulatedCrowd.of(300, 20, 3, 3, 5).annotations();

        ConsensusAnalysis analysis = new OneCoin().analyse(annotations, List.of(), new SplittableRandom(1));

        ConfusionMatrices matrices = analysis.confusionMatrices().orElseThrow();
        double right = matrices.probability(4, 1, 1);
        assertEquals(right, matrices.probability(4, 2, 2));
        assertEquals((1 - right) / 2, matrices.probability(4, 2, 1));
    }
}
