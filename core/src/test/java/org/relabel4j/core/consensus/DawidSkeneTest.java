package org.relabel4j.core.consensus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;

class DawidSkeneTest {
    private static Consensus infer(Annotations annotations) {
        return new DawidSkene().infer(annotations, List.of(), new SplittableRandom(1));
    }

    @Test
    void firstStepIsWorkedByHand() {
        // Two annotators agree on example 0 (class 0) and differ on example 1. Fractions of votes: class 0: 1 and 1/2;
        // class 1: 0
        // and 1/2. Frequencies with one more of each: 2.5/4 and 1.5/4. Annotator 0 gave 0 twice: of class 0 1.5, of
        // class 1 0.5;
        // with four imaginary labels, 2.8 right and 1.2 wrong: P(0|0) = (1.5 + 2.8)/(1.5 + 4), P(0|1) = (0.5 +
        // 1.2)/(0.5 + 4).
        Annotations annotations = MajorityVoteTest.table(2, new int[][] {{0, 0}, {0, 1}});
        Confusions confusions = new Confusions(annotations);

        confusions.startFromVotes();

        assertEquals(4.3 / 5.5, confusions.probability(0, 0, 0), 1e-14);
        assertEquals(1.7 / 4.5, confusions.probability(0, 0, 1), 1e-14);
        assertEquals((0.5 + 1.2) / 5.5, confusions.probability(1, 1, 0), 1e-14);
        assertTrue(Double.isNaN(confusions.probability(0, 1, 0)));
        // Example 1: class 0 has 0.625 * 4.3/5.5 * 1.7/5.5, class 1 has 0.375 * 1.7/4.5 * 3.3/4.5.
        double zero = 0.625 * 4.3 / 5.5 * 1.7 / 5.5;
        double one = 0.375 * 1.7 / 4.5 * (0.5 + 2.8) / 4.5;
        double[] posterior = new double[2];
        confusions.posterior(1, posterior);
        assertArrayEquals(new double[] {zero / (zero + one), one / (zero + one)}, posterior, 1e-14);
    }

    @Test
    void believesTheAnnotatorWhoIsUsuallyRight() {
        // Annotators 0 to 2 agree on ten examples of each class; annotator 3 always says 0. On the last example 3 and
        // 4, another
        // who always says 0, outvote annotator 0.
        int[][] rows = new int[21][];
        for (int i = 0; i < 20; i++) {
            int truth = i % 2;
            rows[i] = new int[] {truth, truth, truth, 0, 0};
        }
        rows[20] = new int[] {1, -1, -1, 0, 0};

        Consensus consensus = infer(MajorityVoteTest.table(2, rows));

        assertEquals(1, consensus.label(20));
        assertEquals(1.0 / 3, consensus.agreement(20), 1e-15);
        assertTrue(consensus.quality(20) > 0.8);
    }

    @Test
    void convergesOnOnePercentFilledDataAndBeatsTheMajority() {
        double gain = 0;
        for (int seed = 0; seed < 4; seed++) {
            SimulatedCrowd crowd = SimulatedCrowd.of(3000, 300, 4, 3, seed);
            assertTrue(DawidSkene.fit(new Confusions(crowd.annotations())) < DawidSkene.MAX_ITERATIONS);
            Consensus majority = new MajorityVote().infer(crowd.annotations(), List.of(), new SplittableRandom(1));
            gain += crowd.accuracy(infer(crowd.annotations())) - crowd.accuracy(majority);
        }

        // An annotator has 30 labels for 4 x 4 probabilities: there is little to gain, and without a prior 3 % to lose.
        assertTrue(gain > 0, "gain " + gain / 4);
    }

    /** One label an example, more often of the first classes, from annotators in turn. */
    private static Annotations withoutOverlap(int numExamples, int numAnnotators) {
        SplittableRandom rng = new SplittableRandom(4);
        AnnotationsBuilder builder = Annotations.builder(numExamples, numAnnotators, 7);
        for (int i = 0; i < numExamples; i++) {
            builder.add(i, i % numAnnotators, (int) (7 * Math.pow(rng.nextDouble(), 1.5)));
        }
        return builder.build();
    }

    @Test
    void stopsSoonWhereNothingTellsHowGoodTheOnlyAnnotatorIs() {
        Annotations annotations = withoutOverlap(20_000, 1);

        assertTrue(DawidSkene.fit(new Confusions(annotations)) < 10);
        Consensus consensus = infer(annotations);
        for (int i = 0; i < annotations.numExamples(); i++) {
            assertEquals(annotations.labelAt(i), consensus.label(i));
        }
    }

    @Test
    void stopsBeforeTheLimitWhereNoExampleHasTwoLabels() {
        Annotations annotations = withoutOverlap(20_000, 10);

        assertTrue(DawidSkene.fit(new Confusions(annotations)) < 500);
    }

    @Test
    void doesNotStopEarlyWhereLabelsOverlap() {
        Annotations annotations = SimulatedCrowd.of(3000, 60, 4, 3, 5).annotations();
        Confusions stopped = new Confusions(annotations);
        DawidSkene.fit(stopped);
        Confusions full = new Confusions(annotations);
        full.startFromVotes();
        while (full.iterate() > 1e-9) {
            assertTrue(full.logLikelihood() < 0);
        }

        double[] expected = new double[4];
        double[] actual = new double[4];
        for (int i = 0; i < annotations.numExamples(); i++) {
            full.posterior(i, expected);
            stopped.posterior(i, actual);
            // Parameters within about 1e-5 / (1 - rate of convergence) of the optimum, and up to 3 labels an example.
            assertArrayEquals(expected, actual, 2e-3);
        }
    }

    @Test
    void thousandsOfLabelsDoNotUnderflow() {
        AnnotationsBuilder builder = Annotations.builder(2, 5000, 3);
        for (int j = 0; j < 5000; j++) {
            builder.add(0, j, j % 3 == 0 ? 0 : 2);
        }

        Consensus consensus = infer(builder.build());

        assertEquals(2, consensus.label(0));
        assertTrue(consensus.quality(0) > 0.999);
        assertEquals(-1, consensus.label(1));
        assertTrue(Double.isNaN(consensus.quality(1)));
    }

    @Test
    void nothingLabelledIsFine() {
        assertEquals(-1, infer(Annotations.empty(2, 0, 2)).label(1));
    }
}
