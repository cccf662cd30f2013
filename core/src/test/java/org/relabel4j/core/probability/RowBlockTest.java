package org.relabel4j.core.probability;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.relabel4j.core.numeric.FastLog;

class RowBlockTest {
    /** More than two blocks of rows; some values are 0, -0, equal, or too small for a normal float. */
    private static float[] rows(int numRows, int numClasses) {
        Random rng = new Random(numClasses);
        float[] values = new float[numRows * numClasses];
        for (int i = 0; i < numRows; i++) {
            double[] row = rng.doubles(numClasses).map(u -> Math.pow(u, 4)).toArray();
            row[rng.nextInt(numClasses)] = i % 3 == 0 ? 0 : 0.5;
            row[rng.nextInt(numClasses)] = 0.5;
            double sum = Arrays.stream(row).sum();
            for (int k = 0; k < numClasses; k++) {
                values[i * numClasses + k] = (float) (row[k] / sum);
            }
            int place = i * numClasses + rng.nextInt(numClasses);
            if (i % 5 == 0 && values[place] < 1e-4) {
                values[place] = i % 2 == 0 ? -0f : Float.MIN_VALUE;
            }
        }
        return values;
    }

    private static void assertSame(Function<RowBlock, double[]> question, int numClasses, Expected expected) {
        int numRows = 2_100;
        float[] floats = rows(numRows, numClasses);
        double[] doubles = new double[floats.length];
        Arrays.setAll(doubles, n -> floats[n]);
        double[] answers = new double[numRows];
        Arrays.setAll(answers, i -> expected.of(Arrays.copyOfRange(doubles, i * numClasses, (i + 1) * numClasses)));

        // Not only nearly: which example is asked for first must not depend on how a matrix is held.
        assertArrayEquals(answers, Rows.score(FloatProbabilities.ofRowMajor(numRows, numClasses, floats), question), 0);
        assertArrayEquals(
                answers, Rows.score(DenseProbabilities.ofRowMajor(numRows, numClasses, doubles), question), 0);
    }

    @FunctionalInterface
    private interface Expected {
        double of(double[] row);
    }

    private static double fromTop(double[] row, int place) {
        double[] sorted = row.clone();
        Arrays.sort(sorted);
        return row.length > place ? sorted[row.length - 1 - place] : 0;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 7, 10, 300})
    void findsTheLargestOfFloatsAndDoublesAlike(int numClasses) {
        assertSame(rows -> rows.largest(1)[0], numClasses, row -> fromTop(row, 0));
        assertSame(rows -> rows.largest(2)[1], numClasses, row -> fromTop(row, 1));
        assertSame(rows -> rows.largest(3)[2], numClasses, row -> fromTop(row, 2));
        assertSame(
                rows -> {
                    double[][] largest = rows.largest(2);
                    return rows.minus(largest[0], largest[1]);
                },
                numClasses,
                row -> fromTop(row, 0) - fromTop(row, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 7, 10, 300})
    void sumsEntropiesOfFloatsAndDoublesInTheSameOrder(int numClasses) {
        assertSame(RowBlock::negativeEntropy, numClasses, row -> {
            double sum = 0;
            for (double p : row) {
                sum += p * FastLog.of(p);
            }
            return sum;
        });
    }
}
