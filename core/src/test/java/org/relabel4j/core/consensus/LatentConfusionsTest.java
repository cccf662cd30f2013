package org.relabel4j.core.consensus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.consensus.DawidSkene.Imagined;

class LatentConfusionsTest {
    /** None to four labels an example, by annotators of whom some have none. */
    private static Annotations crowd(int numExamples, int numAnnotators, int numClasses, int seed) {
        SplittableRandom rng = new SplittableRandom(seed);
        AnnotationsBuilder builder = Annotations.builder(numExamples, numAnnotators, numClasses);
        for (int i = 0; i < numExamples; i++) {
            int truth = rng.nextInt(numClasses);
            int first = rng.nextInt(numAnnotators);
            for (int n = rng.nextInt(5); n > 0; n--) {
                int label = rng.nextDouble() < 0.7 ? truth : rng.nextInt(numClasses);
                builder.add(i, (first + 3 * n) % numAnnotators, label);
            }
        }
        return builder.build();
    }

    private static Imagined imagined(String prior, int numClasses) {
        return prior.equals("strong") ? Imagined.strong(numClasses) : Imagined.none(numClasses);
    }

    @ParameterizedTest
    @CsvSource({"2, strong", "7, none", "80, strong", "81, none", "200, strong", "200, none"})
    void equalsTheMatricesStepByStep(int numClasses, String prior) {
        for (int seed = 0; seed < 4; seed++) {
            Annotations annotations = crowd(60, 40, numClasses, seed);
            KnownLabels known = KnownLabels.of(knownLabels(60, seed));
            Imagined imagined = imagined(prior, numClasses);
            Confusions matrices = new Confusions(annotations, known, imagined);
            LatentConfusions latent = new LatentConfusions(annotations, known, imagined);
            matrices.startFromVotes();
            latent.startFromVotes();
            for (int step = 0; step < 5; step++) {
                double change = matrices.iterate();
                double latentChange = latent.iterate();
                assertEquals(change > EmFit.TOLERANCE, latentChange > EmFit.TOLERANCE);
                assertTrue(change <= EmFit.TOLERANCE || latentChange <= change + 1e-12);
                assertEquals(matrices.logLikelihood(), latent.logLikelihood(), 1e-12);
            }
            latent.ended();

            checkSame(annotations, matrices, latent);
        }
    }

    /** Every fifth example's label, at times one that nobody gave. */
    private static int[] knownLabels(int numExamples, int seed) {
        int[] labels = new int[numExamples];
        Arrays.setAll(labels, i -> i % 5 == seed ? i % 2 : -1);
        return labels;
    }

    /**
     * Errors of rounding and of logarithms, about 1e-14. Where labels leave posteriors open, further steps double them, and
     * matrices of the same examples in another order differ as much: there are few steps here, or labels enough.
     */
    private static void checkSame(Annotations annotations, LabelPosterior matrices, LabelPosterior latent) {
        double[] expected = new double[annotations.numClasses()];
        double[] actual = new double[expected.length];
        for (int i = 0; i < annotations.numExamples(); i++) {
            if (annotations.isLabelled(i)) {
                matrices.posterior(i, expected);
                latent.posterior(i, actual);
                assertArrayEquals(expected, actual, 1e-12, "example " + i);
            }
        }
        ConfusionMatrices ofMatrices = matrices.confusionMatrices().orElseThrow();
        ConfusionMatrices ofLatent = latent.confusionMatrices().orElseThrow();
        for (int j = 0; j < annotations.numAnnotators(); j++) {
            for (int k = 0; k < expected.length; k++) {
                for (int label = 0; label < expected.length; label++) {
                    assertEquals(ofMatrices.probability(j, k, label), ofLatent.probability(j, k, label), 1e-12);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"strong", "none"})
    void endsInTheSameStepAsTheMatrices(String prior) {
        Annotations annotations = SimulatedCrowd.of(200, 40, 30, 4, 7).annotations();
        Imagined imagined = imagined(prior, 30);
        Confusions matrices = new Confusions(annotations, KnownLabels.none(), imagined);
        LatentConfusions latent = new LatentConfusions(annotations, KnownLabels.none(), imagined);
        matrices.startFromVotes();
        latent.startFromVotes();

        assertEquals(matrices.converge(EmFit.MAX_ITERATIONS), latent.converge(EmFit.MAX_ITERATIONS));
        checkSame(annotations, matrices, latent.ended());
    }

    @Test
    void firstStepIsWorkedByHand() {
        // As in DawidSkeneTest: class 0 has 0.625 * 2.2/2.5 * 0.8/2.5, class 1 has 0.375 * 0.8/1.5 * 1.2/1.5.
        Annotations annotations = MajorityVoteTest.table(2, new int[][] {{0, 0}, {0, 1}});
        LatentConfusions confusions = new LatentConfusions(annotations, KnownLabels.none(), Imagined.weak(2));
        double[] posterior = new double[2];

        confusions.startFromVotes();
        confusions.ended().posterior(1, posterior);

        double zero = 0.625 * 2.2 / 2.5 * 0.8 / 2.5;
        double one = 0.375 * 0.8 / 1.5 * (0.5 + 0.7) / 1.5;
        assertArrayEquals(new double[] {zero / (zero + one), one / (zero + one)}, posterior, 1e-14);
    }

    @Test
    void isUsedWhereMatricesAreLargeAndLabelsOfAnExampleAreFew() {
        // 2^14 labels of as many annotators with 300 classes; then the same of one annotator, of whom there are 300
        // columns at most; then of examples with one label too many for products.
        int size = 1 << 14;
        Annotations many = labels(size, size, 1);

        assertTrue(LatentConfusions.suits(many));
        assertInstanceOf(
                LatentConfusions.class, DawidSkene.posterior(many, KnownLabels.none(), Imagined.strong(300), 1));
        assertFalse(LatentConfusions.suits(labels(size, 1, 1)));
        assertFalse(LatentConfusions.suits(labels(size, size, LatentConfusions.MAX_LABELS + 1)));
        assertTrue(LatentConfusions.suits(labels(size, size, LatentConfusions.MAX_LABELS)));
    }

    private static Annotations labels(int size, int numAnnotators, int labelsAnExample) {
        AnnotationsBuilder builder = Annotations.builder(size, numAnnotators, 300);
        for (int n = 0; n < size; n++) {
            builder.add(n / labelsAnExample, n % numAnnotators, n % 300);
        }
        return builder.build();
    }
}
