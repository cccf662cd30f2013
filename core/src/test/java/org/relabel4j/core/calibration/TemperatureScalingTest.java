package org.relabel4j.core.calibration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.parallel.Blocks;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.FloatProbabilities;
import org.relabel4j.core.probability.Probabilities;

class TemperatureScalingTest {
    private static double[] row(Probabilities p, int i) {
        double[] row = new double[p.numClasses()];
        p.copyRows(i, i + 1, row, 0);
        return row;
    }

    @Test
    void raisesToThePowerAndNormalises() {
        Probabilities p = DenseProbabilities.of(new double[][] {{0.5, 0.5}, {0.2, 0.8}});

        // T = 1/2 squares: 0.04 and 0.64 of 0.68. T = 2 takes the root: 1 to 2.
        assertArrayEquals(new double[] {0.04 / 0.68, 0.64 / 0.68}, row(TemperatureScaling.scale(p, 0.5), 1), 1e-13);
        assertArrayEquals(new double[] {1.0 / 3, 2.0 / 3}, row(TemperatureScaling.scale(p, 2), 1), 1e-13);
        assertEquals(0.5, TemperatureScaling.scale(p, 0.3).get(0, 1));
    }

    @Test
    void temperatureOneOnlyClipsAndNormalises() {
        Probabilities p = DenseProbabilities.of(new double[][] {{0, 1.0005}});

        assertArrayEquals(new double[] {1e-30 / 1.0005, 1}, row(TemperatureScaling.scale(p, 1), 0), 1e-16);
    }

    @Test
    void aZeroIsClippedBeforeItIsScaled() {
        Probabilities p = DenseProbabilities.of(new double[][] {{0, 1}});

        // (1e-30)^(1/5) = 1e-6.
        assertEquals(1e-6 / (1 + 1e-6), TemperatureScaling.scale(p, 5).get(0, 0), 1e-18);
    }

    @Test
    void objectiveIsTheCrossEntropyInUnitsOfLogK() {
        // Two labels, one of each class: q = (1/2, 1/2). At T = 1: -(ln 0.2 + ln 0.8) / 2 / ln 2.
        Annotations annotations =
                Annotations.builder(1, 2, 2).add(0, 0, 0).add(0, 1, 1).build();
        Probabilities p = DenseProbabilities.of(new double[][] {{0.2, 0.8}});

        TemperatureFit fit = TemperatureScaling.fit(annotations, p);

        assertEquals(-(Math.log(0.2) + Math.log(0.8)) / 2 / Math.log(2), fit.coarseCrossEntropies()[4], 1e-13);
        // The flatter the better: 8 wins, and the fine grid before it ends at 7.25.
        assertArrayEquals(new double[] {5, 5.75, 6.5, 7.25}, fit.fineTemperatures());
        assertEquals(7.25, fit.temperature());
    }

    @Test
    void aSureAndRightModelIsMadeAsSureAsTheGridAllows() {
        Annotations annotations = Annotations.builder(1, 1, 2).add(0, 0, 1).build();
        Probabilities p = DenseProbabilities.of(new double[][] {{0.4, 0.6}});

        TemperatureFit fit = TemperatureScaling.fit(annotations, p);

        assertEquals(0.1, fit.temperature());
        assertArrayEquals(new double[] {0.1, 0.125, 0.15, 0.175, 0.2}, fit.fineTemperatures(), 1e-15);
    }

    @Test
    void countsALabelIntoItsOwnClass() {
        // A defect of the reference puts a lone label 2 into class 0. Here class 2 is right and likely, so sharp is
        // best.
        Annotations annotations = Annotations.builder(1, 1, 3).add(0, 0, 2).build();
        Probabilities p = DenseProbabilities.of(new double[][] {{0.1, 0.1, 0.8}});

        assertEquals(0.1, TemperatureScaling.fit(annotations, p).temperature());
    }

    @Test
    void theFirstOfEqualTemperaturesWins() {
        Annotations annotations =
                Annotations.builder(2, 1, 2).add(0, 0, 1).add(1, 0, 1).build();
        Probabilities p = DenseProbabilities.of(new double[][] {{1, 0}, {0.5, 0.5}});

        TemperatureFit fit = TemperatureScaling.fit(annotations, p);

        assertEquals(0.1, fit.temperature());
        // A label of probability 0 costs -ln 1e-30 at every temperature, a torn model ln 2.
        assertEquals((30 * Math.log(10) / Math.log(2) + 1) / 2, fit.coarseCrossEntropies()[8], 1e-12);
    }

    @Test
    void aManyFoldPoolHasTheTemperatureOfOne() {
        // 1.3 million examples of 8 classes: too many to keep their logarithms. In the sampled blocks labels are right,
        // so
        // that sharp seems best there; in all others they are wrong as often as the model says.
        int numExamples = 1_310_720;
        int rowsABlock = Blocks.rows(8);
        float[] values = new float[numExamples * 8];
        AnnotationsBuilder labels = Annotations.builder(numExamples, 1, 8).reserve(numExamples);
        for (int i = 0; i < numExamples; i++) {
            Arrays.fill(values, i * 8, i * 8 + 8, 0.05f);
            values[i * 8] = 0.65f;
            boolean sampled = i / rowsABlock % 64 == 0;
            labels.add(i, 0, sampled || i % 20 < 13 ? 0 : 1 + i % 7);
        }
        Annotations annotations = labels.build();

        TemperatureFit fit = TemperatureScaling.fit(annotations, FloatProbabilities.ofRowMajor(numExamples, 8, values));

        int right = 0;
        for (int i = 0; i < numExamples; i++) {
            right += annotations.labelAt(i) == 0 ? 1 : 0;
        }
        // p(1) = 0.65 and 0.05: mean of -ln p over labels, in units of ln 8. Floats stand for 0.65 to 6e-8.
        double expected = -(right * Math.log(0.65) + (numExamples - right) * Math.log(0.05)) / numExamples;
        assertEquals(expected / Math.log(8), fit.coarseCrossEntropies()[4], 1e-6);
        assertEquals(1, fit.temperature());
        assertEquals(fit.coarseCrossEntropies()[4], fit.fineCrossEntropies()[4]);
    }

    @Test
    void rejectsWhatHasNoTemperature() {
        Probabilities p = DenseProbabilities.of(new double[][] {{0.4, 0.6}});
        Annotations none = Annotations.empty(1, 1, 2);
        Annotations wide = Annotations.builder(1, 1, 3).add(0, 0, 2).build();

        assertThrows(IllegalArgumentException.class, () -> TemperatureScaling.fit(none, p));
        assertThrows(IllegalArgumentException.class, () -> TemperatureScaling.fit(wide, p));
        assertThrows(IllegalArgumentException.class, () -> TemperatureScaling.scale(p, 0));
        assertThrows(IllegalArgumentException.class, () -> TemperatureScaling.scale(p, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> TemperatureScaling.scale(p, Double.POSITIVE_INFINITY));
    }
}
