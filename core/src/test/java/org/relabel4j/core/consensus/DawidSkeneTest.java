package org.relabel4j.core.consensus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.consensus.DawidSkene.Imagined;

class DawidSkeneTest {
    private static Consensus infer(Annotations annotations) {
        return new DawidSkene().infer(annotations, List.of(), new SplittableRandom(1));
    }

    private static Confusions confusions(Annotations annotations) {
        return new Confusions(annotations, KnownLabels.none(), Imagined.weak(annotations.numClasses()));
    }

    private static int fit(Annotations annotations, Imagined imagined) {
        Confusions confusions = new Confusions(annotations, KnownLabels.none(), imagined);
        confusions.startFromVotes();
        return confusions.converge(EmFit.MAX_ITERATIONS);
    }

    @Test
    void firstStepIsWorkedByHand() {
        // Two annotators agree on example 0 (class 0) and differ on example 1. Fractions of votes: class 0: 1 and 1/2;
        // class 1: 0 and 1/2. Frequencies with one more of each: 2.5/4 and 1.5/4. Annotator 0 gave 0 twice: of class 0
        // 1.5, of class 1 0.5; with one imaginary label, 0.7 right and 0.3 wrong:
        // P(0|0) = (1.5 + 0.7)/(1.5 + 1), P(0|1) = (0.5 + 0.3)/(0.5 + 1).
        Annotations annotations = MajorityVoteTest.table(2, new int[][] {{0, 0}, {0, 1}});
        Confusions confusions = confusions(annotations);

        confusions.startFromVotes();

        assertEquals(2.2 / 2.5, confusions.probability(0, 0, 0), 1e-14);
        assertEquals(0.8 / 1.5, confusions.probability(0, 0, 1), 1e-14);
        assertEquals((0.5 + 0.3) / 2.5, confusions.probability(1, 1, 0), 1e-14);
        assertTrue(Double.isNaN(confusions.probability(0, 1, 0)));
        // Example 1: class 0 has 0.625 * 2.2/2.5 * 0.8/2.5, class 1 has 0.375 * 0.8/1.5 * 1.2/1.5.
        double zero = 0.625 * 2.2 / 2.5 * 0.8 / 2.5;
        double one = 0.375 * 0.8 / 1.5 * (0.5 + 0.7) / 1.5;
        double[] posterior = new double[2];
        confusions.posterior(1, posterior);
        assertArrayEquals(new double[] {zero / (zero + one), one / (zero + one)}, posterior, 1e-14);
    }

    @Test
    void imaginesFourLabelsARowOrHalfALabelACell() {
        assertEquals(new Imagined(1, 0.7, 0.3, 1), rounded(Imagined.weak(2)));
        assertEquals(new Imagined(2, 1.4, 0.2, 1), rounded(Imagined.weak(4)));
        assertEquals(new Imagined(4, 2.8, 0.1, 1), rounded(Imagined.weak(13)));
        assertEquals(new Imagined(4, 2.8, 0.4, 1), rounded(Imagined.strong(4)));
    }

    private static Imagined rounded(Imagined exact) {
        return new Imagined(
                exact.labels(),
                Math.rint(exact.right() * 1e9) / 1e9,
                Math.rint(exact.wrong() * 1e9) / 1e9,
                exact.occurrences());
    }

    @Test
    void withoutAPriorTheFirstStepIsThePapers() {
        // As above without imaginary labels: frequencies 1.5/2 and 0.5/2; annotator 0 always says 0, annotator 1 says 0
        // for 1 of the 1.5 examples of class 0 and never for class 1.
        Annotations annotations = MajorityVoteTest.table(2, new int[][] {{0, 0}, {0, 1}});
        Confusions confusions = new Confusions(annotations, KnownLabels.none(), Imagined.none(2));

        confusions.startFromVotes();

        assertEquals(1, confusions.probability(0, 0, 1), 1e-9);
        assertEquals(1 / 1.5, confusions.probability(1, 0, 0), 1e-9);
        assertEquals(0, confusions.probability(1, 0, 1), 1e-9);
        // Example 1: class 0 has 0.75 * 1 * 0.5/1.5, class 1 has 0.25 * 1 * 1: equal.
        double[] posterior = new double[2];
        confusions.posterior(1, posterior);
        assertArrayEquals(new double[] {0.5, 0.5}, posterior, 1e-9);
    }

    @Test
    void withoutAPriorNothingBecomesNaN() {
        // One label per annotator, so that each always gives the same label, whatever the class: only the frequencies,
        // at
        // first (2/3, 4/3) / 2, tell the classes apart, and class 1 takes all. Of class 0 nothing is left: 0 / 0.
        DawidSkene plain = new DawidSkene().withPrior(DawidSkene.Prior.NONE);
        int[][] rows = {{0, -1, 1, 0}, {-1, 1, -1, -1}, {-1, -1, -1, -1}};

        Consensus consensus = plain.infer(MajorityVoteTest.table(3, rows), List.of(), new SplittableRandom(1));

        assertEquals(1, consensus.label(0));
        assertEquals(1, consensus.label(1));
        assertTrue(consensus.quality(0) > 0.5 && consensus.quality(0) <= 1, "quality " + consensus.quality(0));
    }

    @Test
    void anAnnotatorWhoFavoursOneClassDoesNotSwallowTheOther() {
        // Two hundred examples of each of two classes, in which 30 annotators find class 0 nine times in ten and class
        // 1 one
        // time in two; five labels per example. Taken for better than they are, they would leave class 1 nearly empty.
        SplittableRandom rng = new SplittableRandom(3);
        AnnotationsBuilder builder = Annotations.builder(400, 30, 2);
        for (int i = 0; i < 400; i++) {
            for (int n = 0; n < 5; n++) {
                double right = i % 2 == 0 ? 0.9 : 0.5;
                int label = rng.nextDouble() < right ? i % 2 : 1 - i % 2;
                builder.add(i, (i * 7 + n) % 30, label);
            }
        }

        Annotations annotations = builder.build();
        Confusions fit = DawidSkene.fitted(annotations, KnownLabels.none(), Imagined.weak(2), EmFit.MAX_ITERATIONS);
        Consensus consensus = LabelPosterior.likeliest(annotations, fit::posterior, rng);

        int ones = 0;
        int right = 0;
        for (int i = 0; i < 400; i++) {
            ones += consensus.label(i);
            right += consensus.label(i) == i % 2 ? 1 : 0;
        }
        // By Bayes' rule with the true rates two labels 1 of five suffice: P(1 | class 0) = 0.08, P(1 | class 1) =
        // 0.81.
        assertTrue(ones > 140, "examples of class 1: " + ones);
        assertTrue(right > 320, "right: " + right);
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
    void convergesOnOnePercentFilledDataWhereMaximumLikelihoodLoses() {
        double toMajority = 0;
        double toPlain = 0;
        for (int seed = 0; seed < 4; seed++) {
            SimulatedCrowd crowd = SimulatedCrowd.of(3000, 300, 4, 3, seed);
            Annotations annotations = crowd.annotations();
            assertTrue(fit(annotations, Imagined.weak(annotations.numClasses())) < EmFit.MAX_ITERATIONS);
            double accuracy = crowd.accuracy(infer(annotations));
            Consensus majority = new MajorityVote().infer(annotations, List.of(), new SplittableRandom(1));
            Consensus plain = new DawidSkene()
                    .withPrior(DawidSkene.Prior.NONE)
                    .infer(annotations, List.of(), new SplittableRandom(1));
            toMajority += (accuracy - crowd.accuracy(majority)) / 4;
            toPlain += (accuracy - crowd.accuracy(plain)) / 4;
        }

        // An annotator has 30 labels for 4 x 4 probabilities: there is little to gain, and without a prior much to
        // lose.
        assertTrue(toMajority > -0.01, "against majority vote: " + toMajority);
        assertTrue(toPlain > 0.02, "against maximum likelihood: " + toPlain);
    }

    /** One label per example, more often of the first classes, from annotators in turn. */
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

        assertTrue(fit(annotations, Imagined.weak(annotations.numClasses())) < 10);
        Consensus consensus = infer(annotations);
        for (int i = 0; i < annotations.numExamples(); i++) {
            assertEquals(annotations.labelAt(i), consensus.label(i));
        }
    }

    @Test
    void stopsBeforeTheLimitWhereNoExampleHasTwoLabels() {
        Annotations annotations = withoutOverlap(20_000, 10);

        assertTrue(fit(annotations, Imagined.weak(annotations.numClasses())) < 500);
    }

    @Test
    void doesNotStopEarlyWhereLabelsOverlap() {
        Annotations annotations = SimulatedCrowd.of(3000, 60, 4, 3, 5).annotations();
        Confusions stopped = confusions(annotations);
        stopped.startFromVotes();
        stopped.converge(EmFit.MAX_ITERATIONS);
        Confusions full = confusions(annotations);
        full.startFromVotes();
        while (full.iterate() > 1e-9) {
            assertTrue(full.logLikelihood() < 0);
        }

        double[] expected = new double[4];
        double[] actual = new double[4];
        for (int i = 0; i < annotations.numExamples(); i++) {
            full.posterior(i, expected);
            stopped.posterior(i, actual);
            // Parameters within about 1e-5 / (1 - rate of convergence) of the optimum, and up to 3 labels per example.
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
        // Two thirds of the votes are for class 2. Without a prior a single label says nothing, and the frequencies
        // stay the votes'; each has two ninths of the average.
        assertEquals(5.0 / 9 + 4.0 / 9 * 2 / 3, consensus.quality(0), 1e-3);
        assertEquals(-1, consensus.label(1));
        assertTrue(Double.isNaN(consensus.quality(1)));
    }

    @Test
    void nothingLabelledIsFine() {
        assertEquals(-1, infer(Annotations.empty(2, 0, 2)).label(1));
    }
}
