package org.relabel4j.core.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Probabilities;

class MetricTest {
    /** Sums of a few terms of order 1. */
    private static final double TOLERANCE = 1e-12;

    @Test
    void accuracyCountsRightLabels() {
        assertEquals(0.75, Accuracy.of(new int[] {0, 1, 2, 2}, new int[] {0, 1, 2, 0}));
        assertTrue(Double.isNaN(Accuracy.of(new int[0], new int[0])));
    }

    @Test
    void accuracyOfProbabilitiesTakesTheFirstOfEqualClasses() {
        Probabilities p = DenseProbabilities.of(new double[][] {{0.5, 0.5}, {0.1, 0.9}});

        assertEquals(1, Accuracy.of(p, new int[] {0, 1}));
        assertEquals(0.5, Accuracy.of(p, new int[] {1, 1}));
    }

    @Test
    void meanAccuracyIsOverModels() {
        Probabilities right = DenseProbabilities.of(new double[][] {{1, 0}, {0, 1}});
        Probabilities half = DenseProbabilities.of(new double[][] {{1, 0}, {1, 0}});

        assertEquals(0.75, Accuracy.mean(List.of(right, half), new int[] {0, 1}));
    }

    @Test
    void guessingIsTheShareOfTheMostFrequentLabel() {
        assertEquals(0.75, Accuracy.ofGuessing(new int[] {2, -1, 2, 0, -1, 2}, 3));
        assertTrue(Double.isNaN(Accuracy.ofGuessing(new int[] {-1}, 3)));
    }

    @Test
    void consensusAccuracyIsOverLabelledExamples() {
        double[] quality = {1, Double.NaN, 1, 1};

        assertEquals(2 / 3.0, Accuracy.ofConsensus(new Consensus(new int[] {0, -1, 1, 1}, quality, quality), new int[] {
            0, 0, 1, 0
        }));
    }

    @Test
    void calibrationErrorWeighsBinsByTheirSize() {
        Probabilities p = DenseProbabilities.of(new double[][] {{0.9, 0.1}, {0.9, 0.1}, {0.4, 0.6}, {0.8, 0.2}});
        int[] truth = {0, 1, 1, 0};

        // Five bins: (0.8, 1]: two examples, accuracy 1/2, confidence 0.9; (0.4, 0.6]: one, 1 against 0.6; (0.6, 0.8]:
        // one, 1
        // against 0.8. So 2/4 * 0.4 + 1/4 * 0.4 + 1/4 * 0.2 = 0.35.
        assertEquals(0.35, CalibrationError.expected(p, truth, 5), TOLERANCE);
        // One bin: accuracy 3/4, confidence 0.8.
        assertEquals(0.05, CalibrationError.expected(p, truth, 1), TOLERANCE);
    }

    @Test
    void calibratedPredictionsHaveNearlyNoError() {
        SplittableRandom rng = new SplittableRandom(1);
        double[][] rows = new double[50_000][];
        int[] truth = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            double p = rng.nextDouble();
            rows[i] = new double[] {p, 1 - p};
            truth[i] = rng.nextDouble() < p ? 0 : 1;
        }

        // Each of 8 occupied bins is off by about 0.4 / sqrt(6,250) = 0.005.
        assertEquals(0, CalibrationError.expected(DenseProbabilities.of(rows), truth), 0.01);
    }

    @Test
    void areaIsTheMeanOverLabels() {
        // (0 + 1) / 2 over 100 labels and 1 over 300: (50 + 300) / 400.
        LearningCurve curve = new LearningCurve(new double[] {100, 200, 500}, new double[] {0, 1, 1});

        assertEquals(0.875, curve.area(), TOLERANCE);
        assertEquals(0.3, new LearningCurve(new double[] {7}, new double[] {0.3}).area());
    }

    @Test
    void labelsToReachInterpolates() {
        LearningCurve curve = new LearningCurve(new double[] {100, 200, 300, 400}, new double[] {0.5, 0.7, 0.6, 0.9});

        assertEquals(OptionalDouble.of(100), curve.labelsToReach(0.4));
        assertEquals(150, curve.labelsToReach(0.6).orElseThrow(), 1e-9);
        assertEquals(366.6666666666667, curve.labelsToReach(0.8).orElseThrow(), 1e-9);
        assertEquals(OptionalDouble.empty(), curve.labelsToReach(0.95));
    }

    @Test
    void rejectsWhatIsNoCurve() {
        assertMessage("at least one, found 0 and 0", new double[0], new double[0]);
        assertMessage("must ascend, found 1.0 after 1.0", new double[] {1, 1}, new double[] {0, 0});
        assertMessage("value 1 of a learning curve is NaN", new double[] {1, 2}, new double[] {0, Double.NaN});
    }

    private static void assertMessage(String part, double[] labels, double[] values) {
        String message = assertThrows(IllegalArgumentException.class, () -> new LearningCurve(labels, values))
                .getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void rejectsOtherLengths() {
        assertThrows(IllegalArgumentException.class, () -> Accuracy.of(new int[1], new int[2]));
        Probabilities p = DenseProbabilities.of(new double[][] {{1, 0}});
        assertThrows(IllegalArgumentException.class, () -> Accuracy.of(p, new int[2]));
        assertThrows(IllegalArgumentException.class, () -> CalibrationError.expected(p, new int[2]));
        assertThrows(IllegalArgumentException.class, () -> CalibrationError.expected(p, new int[1], 0));
    }
}
