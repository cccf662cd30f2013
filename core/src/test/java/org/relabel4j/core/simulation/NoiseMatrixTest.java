package org.relabel4j.core.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class NoiseMatrixTest {
    /** Sums of up to 10 redrawn numbers. */
    private static final double TOLERANCE = 1e-9;

    private static double[] uniformPriors(int numClasses) {
        double[] priors = new double[numClasses];
        Arrays.fill(priors, 1.0 / numClasses);
        return priors;
    }

    @Property(tries = 100)
    void randomMatricesHaveTheirTraceAndAreLearnable(
            @ForAll @IntRange(min = 2, max = 10) int numClasses,
            @ForAll @DoubleRange(min = 0.75, max = 1) double accuracy,
            @ForAll long seed) {
        NoiseMatrix matrix =
                NoiseMatrix.withTrace(accuracy * numClasses, uniformPriors(numClasses), new SplittableRandom(seed));

        assertEquals(accuracy * numClasses, matrix.trace(), TOLERANCE);
        assertTrue(matrix.isLearnable(uniformPriors(numClasses)));
        for (int y = 0; y < numClasses; y++) {
            double sum = 0;
            for (int k = 0; k < numClasses; k++) {
                sum += matrix.probability(k, y);
            }
            assertEquals(1, sum, TOLERANCE);
        }
    }

    @Test
    void keepsItsBoundsAndZeros() {
        TraceNoise settings = new TraceNoise(4.5, 0.7, 0.95, 0.02, 0.2, 0.25, true, 10_000);

        NoiseMatrix matrix = settings.draw(uniformPriors(5), new SplittableRandom(1));

        int zeros = 0;
        for (int y = 0; y < 5; y++) {
            assertTrue(matrix.probability(y, y) >= 0.7 && matrix.probability(y, y) <= 0.95);
            for (int k = 0; k < 5; k++) {
                double rate = matrix.probability(k, y);
                zeros += rate == 0 ? 1 : 0;
                assertTrue(k == y || rate == 0 || rate >= 0.02 - TOLERANCE && rate <= 0.2 + TOLERANCE);
            }
        }
        assertEquals(5, zeros);
    }

    @Test
    void diagonalIsSpreadUniformlyForTwoClasses() {
        // Trace 1.5: the first value is uniform from 0.5 to 1, so its mean is 0.75 and its standard deviation 0.5 /
        // sqrt(12).
        SplittableRandom rng = new SplittableRandom(3);
        double sum = 0;
        double squares = 0;
        int draws = 2000;
        for (int n = 0; n < draws; n++) {
            double p = TraceNoise.defaults(1.5)
                    .allowingUnlearnable()
                    .draw(uniformPriors(2), rng)
                    .probability(0, 0);
            sum += p;
            squares += (p - 0.75) * (p - 0.75);
        }

        assertEquals(0.75, sum / draws, 0.015);
        assertEquals(0.25 / 12, squares / draws, 0.002);
    }

    @Test
    void sameSeedSameMatrix() {
        double[] priors = {0.4, 0.3, 0.2, 0.1};

        NoiseMatrix first = NoiseMatrix.withTrace(3.4, priors, new SplittableRandom(1));

        assertEquals(first, NoiseMatrix.withTrace(3.4, priors, new SplittableRandom(1)));
        assertNotEquals(first, NoiseMatrix.withTrace(3.4, priors, new SplittableRandom(2)));
        // With the trace alone fixed, the rate depends on which classes carry the noise.
        assertTrue(first.noiseRate(priors) > 0 && first.noiseRate(priors) < 0.6);
    }

    @Test
    void fullTraceMeansNoNoise() {
        NoiseMatrix matrix = NoiseMatrix.withTrace(3, uniformPriors(3), new SplittableRandom(1));

        for (int y = 0; y < 3; y++) {
            assertEquals(y, matrix.label(y, 0.999999));
        }
    }

    @Test
    void uniformNoiseIsTheSameForAllWrongLabels() {
        NoiseMatrix matrix = NoiseMatrix.uniform(4, 0.3);

        assertEquals(0.7, matrix.probability(2, 2), TOLERANCE);
        assertEquals(0.1, matrix.probability(0, 2), TOLERANCE);
        assertEquals(0.3, matrix.noiseRate(new double[] {1, 0, 0, 0}), TOLERANCE);
    }

    @Test
    void pairwiseNoiseGoesToTheNextClass() {
        NoiseMatrix matrix = NoiseMatrix.pairwise(3, 0.4);

        assertEquals(0.4, matrix.probability(0, 2), TOLERANCE);
        assertEquals(0.4, matrix.probability(1, 0), TOLERANCE);
        assertEquals(0, matrix.probability(2, 0), TOLERANCE);
    }

    @Test
    void asymmetricNoiseSparesClassesMistakenForThemselves() {
        NoiseMatrix matrix = NoiseMatrix.asymmetric(new int[] {0, 0, 1}, 0.4);

        assertEquals(1, matrix.probability(0, 0), TOLERANCE);
        assertEquals(0.4, matrix.probability(0, 1), TOLERANCE);
    }

    @Test
    void readsLabelsOffTheDistributionFunction() {
        NoiseMatrix matrix = NoiseMatrix.of(new double[][] {{0.5, 0, 0.5}, {0, 1, 0}, {0, 0, 1}});

        assertEquals(0, matrix.label(0, 0));
        assertEquals(0, matrix.label(0, 0.4999));
        assertEquals(2, matrix.label(0, 0.5));
        assertEquals(2, matrix.label(0, Math.nextDown(1.0)));
    }

    @Test
    void labelsBelowChanceAreNotLearnable() {
        assertFalse(NoiseMatrix.uniform(4, 0.75).isLearnable(uniformPriors(4)));
        assertTrue(NoiseMatrix.uniform(4, 0.74).isLearnable(uniformPriors(4)));
        // Class 1 is labelled right only as often as any label is 1.
        assertFalse(NoiseMatrix.of(new double[][] {{0.5, 0.5}, {0.5, 0.5}}).isLearnable(uniformPriors(2)));
    }

    @Test
    void rejectsImpossibleSettingsInOneLine() {
        assertMessage("trace is 3.5, expected 3.0E-5 to 3.0 for 3 classes", () -> draw(TraceNoise.defaults(3.5)));
        assertMessage("trace is 0.9, expected more than 1", () -> draw(TraceNoise.defaults(0.9)));
        assertMessage(
                "expected at most 0.5 for 3 classes", () -> draw(new TraceNoise(2, 1e-5, 1, 0, 1, 0.9, true, 10_000)));
        assertMessage(
                "found no learnable 3 x 3 noise matrix of trace 2.0",
                () -> draw(new TraceNoise(2, 1e-5, 1, 0, 0.1, 0, true, 10_000)));
        assertMessage("noise rate is 1.2, expected 0 to 1", () -> NoiseMatrix.uniform(3, 1.2));
        assertMessage("of 1 class,", () -> NoiseMatrix.pairwise(1, 0.2));
        assertMessage("row 1 sums to 0.9", () -> NoiseMatrix.of(new double[][] {{1, 0}, {0, 0.9}}));
        assertMessage("row 0 has -0.1 for label 0", () -> NoiseMatrix.of(new double[][] {{-0.1, 1.1}, {0, 1}}));
        assertMessage("row 0 has 3 values", () -> NoiseMatrix.of(new double[][] {{1, 0, 0}, {0, 1}}));
    }

    private static NoiseMatrix draw(TraceNoise settings) {
        return settings.draw(uniformPriors(3), new SplittableRandom(1));
    }

    private static void assertMessage(String part, org.junit.jupiter.api.function.Executable call) {
        String message = assertThrows(IllegalArgumentException.class, call).getMessage();
        assertTrue(message.contains(part), message);
    }
}
