package org.relabel4j.models.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.numeric.Lbfgs;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.FeatureMatrix;

class SoftmaxTrainerTest {
    private static final int SIZE = 700;
    private static final int DIMENSION = 7;
    private static final int CLASSES = 4;
    private static final int[] ROWS = IntStream.range(0, SIZE).toArray();

    private static final int[] LABELS = new int[SIZE];
    private static final FeatureMatrix EXAMPLES = examples();

    /** Four overlapping clusters; the last feature never varies. */
    private static FeatureMatrix examples() {
        SplittableRandom rng = new SplittableRandom(1);
        float[] x = new float[SIZE * DIMENSION];
        for (int n = 0; n < SIZE; n++) {
            LABELS[n] = rng.nextInt(CLASSES);
            for (int d = 0; d < DIMENSION - 1; d++) {
                x[n * DIMENSION + d] = (float) (100 + 3 * rng.nextGaussian() + (d == LABELS[n] ? 4 : 0));
            }
            x[n * DIMENSION + DIMENSION - 1] = 5;
        }
        return FeatureMatrix.ofRowMajor(SIZE, DIMENSION, x);
    }

    /** Where the gradient of a convex function is zero is its minimum; this gradient is taken from probabilities, in doubles. */
    @Test
    void theGradientAtTheSolutionIsZero() {
        double l2 = 3;
        Standardisation scaling = Standardisation.of(EXAMPLES, ROWS);
        float[][] x = scaling.apply(EXAMPLES, ROWS);
        SoftmaxObjective objective = new SoftmaxObjective(new ExampleBlocks(x, DIMENSION), LABELS, CLASSES, l2);

        double[] w = Lbfgs.minimise(objective, new double[objective.size()], Lbfgs.TOLERANCE);

        Probabilities p = new SoftmaxClassifier(scaling, w, DIMENSION, CLASSES).predict(EXAMPLES, ROWS);
        for (int k = 0; k < CLASSES; k++) {
            for (int d = 0; d <= DIMENSION; d++) {
                double sum = d < DIMENSION ? l2 * w[k * DIMENSION + d] : 0;
                for (int n = 0; n < SIZE; n++) {
                    double feature = d < DIMENSION ? x[n][d] : 1;
                    sum += (p.get(n, k) - (LABELS[n] == k ? 1 : 0)) * feature;
                }
                // The solver stops below 1e-4; single precision adds its own.
                assertEquals(0, sum / SIZE, 2e-4);
            }
        }
    }

    @Test
    void gradientIsTheSlopeOfTheValue() {
        SoftmaxObjective objective = new SoftmaxObjective(
                new ExampleBlocks(Standardisation.of(EXAMPLES, ROWS).apply(EXAMPLES, ROWS), DIMENSION),
                LABELS,
                CLASSES,
                2);
        SplittableRandom rng = new SplittableRandom(2);
        double[] w = rng.doubles(objective.size(), -1, 1).toArray();
        double[] gradient = new double[w.length];
        objective.value(w, gradient);

        for (int n = 0; n < w.length; n += 3) {
            double[] unused = new double[w.length];
            double[] above = w.clone();
            double[] below = w.clone();
            above[n] += 1e-2;
            below[n] -= 1e-2;
            double slope = (objective.value(above, unused) - objective.value(below, unused)) / 2e-2;
            assertEquals(gradient[n], slope, 1e-4, "parameter " + n);
        }
    }

    /** Two points at -1 and 1 of two classes: by symmetry p = s(2 w) and the condition 2 (1 - p) = l2 w, with w the weight. */
    @Test
    void solvesTwoPointsByHand() {
        FeatureMatrix points = FeatureMatrix.ofRowMajor(2, 1, new float[] {-1, 1});

        Probabilities p = new SoftmaxTrainer(1)
                .train(points, new int[] {0, 1}, new int[] {0, 1}, 2, 1)
                .predict(points, new int[] {0, 1});

        double w = 0;
        for (int n = 0; n < 200; n++) {
            // Fixed point of w = 2 (1 - s(2 w)), damped.
            w = 0.5 * w + 0.5 * 2 * (1 - 1 / (1 + Math.exp(-2 * w)));
        }
        assertEquals(1 / (1 + Math.exp(-2 * w)), p.get(1, 1), 1e-3);
        assertEquals(p.get(0, 0), p.get(1, 1), 1e-5);
    }

    @Test
    void predictsMostExamplesAndIgnoresFeaturesThatDoNotVary() {
        Probabilities p =
                new SoftmaxTrainer(1).train(EXAMPLES, ROWS, LABELS, CLASSES, 1).predict(EXAMPLES, ROWS);

        long right = Arrays.stream(ROWS)
                .filter(n -> IntStream.range(0, CLASSES).allMatch(k -> p.get(n, k) <= p.get(n, LABELS[n])))
                .count();
        assertTrue(right > 0.6 * SIZE, "right " + right);
    }

    @Test
    void anAbsentClassIsUnlikely() {
        int[] two = Arrays.stream(LABELS).map(label -> label % 2).toArray();

        Probabilities p = new SoftmaxTrainer(1).train(EXAMPLES, ROWS, two, 3, 1).predict(EXAMPLES, new int[] {0});

        assertTrue(p.get(0, 2) < 0.02);
    }

    @Test
    void refusesAPenaltyThatIsNotPositive() {
        var error = assertThrows(IllegalArgumentException.class, () -> new SoftmaxTrainer(0));

        assertEquals("softmax l2 is 0.0, expected a positive number", error.getMessage());
    }
}
