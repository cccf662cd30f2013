package org.relabel4j.models.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoftmaxObjectiveTest {
    /** Every remainder of examples, features and classes that the loops take in blocks, fours and twos. */
    @ParameterizedTest
    @CsvSource({"1,1,2", "2,3,3", "5,7,2", "255,4,5", "256,24,4", "257,30,10", "1000,33,3", "600,1283,10", "300,9,101"})
    void equalsThePlainFormulaBitByBit(int size, int dimension, int numClasses) {
        SplittableRandom rng = new SplittableRandom(size);
        float[] x = new float[size * dimension];
        float[][] rows = new float[size][dimension];
        int[] labels = new int[size];
        for (int n = 0; n < size; n++) {
            labels[n] = rng.nextInt(numClasses);
            for (int d = 0; d < dimension; d++) {
                // Zeros of both signs, as those of a feature that does not vary.
                rows[n][d] = d % 5 == 4 ? -0f * d : (float) rng.nextGaussian();
                x[n * dimension + d] = rows[n][d];
            }
        }
        SoftmaxObjective fast = new SoftmaxObjective(new ExampleBlocks(rows, dimension), labels, numClasses, 2);
        PlainObjective plain = new PlainObjective(x, labels, dimension, numClasses, 2);
        double[] w = rng.doubles(fast.size(), -1, 1).toArray();
        double[] gradient = new double[w.length];
        double[] expected = new double[w.length];

        double value = fast.value(w, gradient);

        assertEquals(plain.value(w, expected), value);
        assertArrayEquals(expected, gradient);
    }
}
