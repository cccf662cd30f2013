package org.relabel4j.core.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Probabilities;

class ModelMetricsTest {
    /** Sums of a few hundred terms of order 1, which both sides add in another order. */
    private static final double TOLERANCE = 1e-12;

    /** What benchmarks/peers/sklearn_metrics.py prints, with scikit-learn 1.9.1. */
    @ParameterizedTest
    @CsvSource({
        "60, 2, 0.7783461210571185, 0.7847222222222222, 0.8616898148148149, 1.0431287425831512, 0.16131667812623193,"
                + " 0.1805454974716484",
        "90, 4, 0.6438578329882678, 0.6458333333333334, 0.8227237654320988, 1.4793729627736996, 0.5939422647513561,"
                + " 0.23325167066466604",
        "200, 7, 0.5552645196238812, 0.5504761904761905, 0.7838552220888355, 2.283238422877353, 0.7425225564399937,"
                + " 0.2844487820193466"
    })
    void equalScikitLearns(
            int count,
            int numClasses,
            double macroF1,
            double balancedAccuracy,
            double auc,
            double logLoss,
            double brier,
            double ece) {
        int[] labels = IntStream.range(0, count).map(i -> label(i, numClasses)).toArray();

        ModelMetrics metrics = ModelMetrics.of(ofFormula(count, numClasses), labels);

        assertEquals(macroF1, metrics.macroF1(), TOLERANCE);
        assertEquals(balancedAccuracy, metrics.balancedAccuracy(), TOLERANCE);
        assertEquals(auc, metrics.auc(), TOLERANCE);
        assertEquals(logLoss, metrics.logLoss(), TOLERANCE);
        assertEquals(brier, metrics.brier(), TOLERANCE);
        assertEquals(ece, metrics.ece(), TOLERANCE);
    }

    private static int label(int i, int numClasses) {
        return (7 * i + i / 5) % numClasses;
    }

    private static Probabilities ofFormula(int count, int numClasses) {
        double[][] rows = new double[count][numClasses];
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < numClasses; k++) {
                rows[i][k] = (37 * i + 101 * k + 17 * i * k) % 11 + (i % 3 > 0 && k == label(i, numClasses) ? 6 : 0);
            }
            double sum = Arrays.stream(rows[i]).sum();
            double[] row = rows[i];
            Arrays.setAll(row, k -> row[k] / sum);
        }
        return DenseProbabilities.of(rows);
    }

    @Test
    void macroF1CountsClassesThatArePredictedOrTrue() {
        // Class 0: 1 right of 2 predicted and 1 true, F1 = 2/3. Class 1: 1 right of 1 predicted and 2 true, 2/3. Class
        // 2: never right,
        // once true, 0. Class 3: once predicted, 0. Class 4 is neither.
        double f1 = MacroF1.of(new int[] {0, 0, 1, 3}, new int[] {0, 1, 1, 2}, 5);

        assertEquals((2 / 3.0 + 2 / 3.0) / 4, f1, TOLERANCE);
    }

    @Test
    void balancedAccuracyCountsClassesThatAreTrue() {
        // Recall of class 0: 1, of class 1: 1/2, of class 2: 0; class 3 has no example. The last one has no label.
        double balanced = BalancedAccuracy.of(new int[] {0, 0, 1, 3, 1}, new int[] {0, 1, 1, 2, -1}, 5);

        assertEquals(0.5, balanced, TOLERANCE);
    }

    @Test
    void areaCountsTiesHalf() {
        Probabilities probs = DenseProbabilities.of(
                new double[][] {{0.5, 0.5}, {0.7, 0.3}, {0.5, 0.5}, {0.1, 0.9}, {0.9, 0.1}, {0.2, 0.8}});

        // Class 1 has 0.5, 0.9 and 0.1, the others 0.5 and 0.3: of 6 pairs, 1 + 2 are won and one is tied. The last one
        // has no label.
        assertEquals(3.5 / 6, Auc.oneAgainstRest(probs, new int[] {0, 0, 1, 1, 1, -1}), TOLERANCE);
    }

    @Test
    void areaLeavesOutClassesWithoutExamples() {
        Probabilities probs = DenseProbabilities.of(new double[][] {{0.6, 0.3, 0.1}, {0.5, 0.1, 0.4}, {0.2, 0.5, 0.3}});

        // Of class 0, 0.6 is above 0.5 and 0.2 is not; of class 2, 0.4 is above 0.1 and 0.3; class 1 has no example.
        assertEquals((0.5 + 1) / 2, Auc.oneAgainstRest(probs, new int[] {0, 2, 0}), TOLERANCE);
    }

    @Test
    void brierScoreIsHalvedForTwoClasses() {
        Probabilities two = DenseProbabilities.of(new double[][] {{0.8, 0.2}, {0.4, 0.6}});
        Probabilities three = DenseProbabilities.of(new double[][] {{0.5, 0.3, 0.2}, {1, 0, 0}});

        // (0.2^2 + 0.4^2) / 2
        assertEquals(0.1, Brier.of(two, new int[] {0, 1}), TOLERANCE);
        // 0.5^2 + 0.3^2 + 0.2^2 = 0.38, and 1 + 1 = 2.
        assertEquals(2.38 / 2, Brier.of(three, new int[] {0, 2}), TOLERANCE);
        assertEquals(0.38, Brier.of(three, new int[] {0, -1}), TOLERANCE);
    }

    @Test
    void calibrationErrorLeavesOutWhatHasNoLabel() {
        Probabilities probs = DenseProbabilities.of(new double[][] {{0.8, 0.2}, {0.4, 0.6}});

        assertEquals(0.2, CalibrationError.expected(probs, new int[] {0, -1}), TOLERANCE);
    }

    @Test
    void meanIsOverModels() {
        Probabilities sure = DenseProbabilities.of(new double[][] {{1, 0}, {0, 1}});
        Probabilities wrong = DenseProbabilities.of(new double[][] {{0, 1}, {1, 0}});

        ModelMetrics mean = ModelMetrics.mean(List.of(sure, wrong), new int[] {0, 1});

        // -ln 2^-52 = 52 ln 2 for a right class of probability 0.
        assertEquals(new ModelMetrics(0.5, 0.5, 0.5, 26 * Math.log(2), 0.5, 0.5), mean);
    }

    @Test
    void whatIsNotKnownIsNaN() {
        Probabilities probs = DenseProbabilities.of(new double[][] {{0.8, 0.2}, {0.4, 0.6}});
        ModelMetrics nothing = new ModelMetrics(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

        assertEquals(nothing, ModelMetrics.mean(List.of(), new int[0]));
        assertEquals(nothing, ModelMetrics.of(probs, new int[] {-1, -1}));
        assertEquals(Double.NaN, Auc.oneAgainstRest(probs, new int[] {1, 1}));
    }

    @Test
    void rejectsAnotherNumberOfLabels() {
        Probabilities probs = DenseProbabilities.of(new double[][] {{0.8, 0.2}, {0.4, 0.6}});

        assertThrows(IllegalArgumentException.class, () -> MacroF1.of(probs, new int[1]));
        assertThrows(IllegalArgumentException.class, () -> BalancedAccuracy.of(probs, new int[1]));
        assertThrows(IllegalArgumentException.class, () -> Auc.oneAgainstRest(probs, new int[1]));
        assertThrows(IllegalArgumentException.class, () -> Brier.of(probs, new int[1]));
    }
}
