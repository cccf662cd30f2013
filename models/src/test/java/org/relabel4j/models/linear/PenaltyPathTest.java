package org.relabel4j.models.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.metric.LogLoss;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.models.HeldOut;

class PenaltyPathTest {
    private static final int DIMENSION = 60;

    private static final Optional<Double> AUTO = Optional.empty();

    /** Clusters around means that lie a standard deviation from 0 in the features of their class. */
    private record Problem(FeatureMatrix examples, int[] labels, int numClasses) {
        static Problem of(int size, int numClasses, long seed) {
            SplittableRandom rng = new SplittableRandom(seed);
            float[] x = new float[size * DIMENSION];
            int[] labels = new int[size];
            for (int n = 0; n < size; n++) {
                labels[n] = n % numClasses;
                for (int d = 0; d < DIMENSION; d++) {
                    x[n * DIMENSION + d] = (float) rng.nextGaussian() + (d % numClasses == labels[n] ? 0.5f : 0);
                }
            }
            return new Problem(FeatureMatrix.ofRowMajor(size, DIMENSION, x), labels, numClasses);
        }

        /** The same with a share of the labels replaced by others at random. */
        Problem wrong(double share) {
            SplittableRandom rng = new SplittableRandom(5);
            int[] noisy = labels.clone();
            for (int n = 0; n < noisy.length; n++) {
                noisy[n] = rng.nextDouble() < share ? rng.nextInt(numClasses) : noisy[n];
            }
            return new Problem(examples, noisy, numClasses);
        }

        int[] rows() {
            return IntStream.range(0, labels.length).toArray();
        }

        Classifier train(Optional<Double> l2) {
            return new SoftmaxTrainer(l2).train(examples, rows(), labels, numClasses, 1);
        }

        static double l2(Classifier classifier) {
            return Double.parseDouble(classifier.choices().get("l2"));
        }

        double chosen() {
            return l2(train(AUTO));
        }
    }

    @Test
    void theMoreLabelsAreWrongTheStrongerThePenalty() {
        Problem clean = Problem.of(600, 4, 1);

        double none = clean.chosen();
        double half = clean.wrong(0.5).chosen();
        double all = clean.wrong(1).chosen();

        assertTrue(none < half && half < all, none + " " + half + " " + all);
        assertTrue(all >= 1000, "all " + all);
    }

    @Test
    void goesOnToStrongerPenaltiesWhereTheFirstIsTooWeak() {
        Problem few = Problem.of(40, 4, 1).wrong(1);

        assertEquals(10_000, few.chosen());
    }

    /** A feature that is far out in what is held out alone makes every weight on it costly, as it would in new examples. */
    @Test
    void whatIsHeldOutHasNoPartInStandardising() {
        Problem problem = Problem.of(600, 4, 1);
        float[] x = new float[600 * DIMENSION];
        int[] folds = HeldOut.folds(problem.labels(), 4, 1);
        for (int n = 0; n < 600; n++) {
            problem.examples().copyTo(n, x, n * DIMENSION);
            x[n * DIMENSION] += folds[n] == 0 ? 1e6f * (n % 3 - 1) : 0;
        }
        Problem far = new Problem(FeatureMatrix.ofRowMajor(600, DIMENSION, x), problem.labels(), 4);

        assertTrue(problem.chosen() <= 100);
        assertEquals(10_000, far.chosen());
    }

    /** Losses of labels as noisy that no training saw, of the chosen penalty and of weaker and stronger ones. */
    @Test
    void theChosenPenaltyIsNearTheBestOfThoseOnThePath() {
        for (double share : new double[] {0, 0.4}) {
            Problem problem = Problem.of(2400, 4, 2).wrong(share);
            Problem fresh = Problem.of(4000, 4, 3).wrong(share);

            double chosen = loss(problem.train(AUTO), fresh);

            double fixed = loss(problem.train(Optional.of(1.0)), fresh);
            double best = IntStream.range(0, 9)
                    .mapToDouble(n -> loss(problem.train(Optional.of(Math.pow(10, n / 2.0))), fresh))
                    .min()
                    .orElseThrow();
            // Half a step of the path costs less than a hundredth; a fixed penalty more where labels are wrong.
            assertTrue(chosen < best + 0.01, share + ": " + chosen + " " + best);
            assertTrue(share == 0 || chosen < fixed - 0.01, share + ": " + chosen + " " + fixed);
        }
    }

    private static double loss(Classifier classifier, Problem fresh) {
        return LogLoss.of(classifier.predict(fresh.examples(), fresh.rows()), fresh.labels());
    }

    @Test
    void theChosenPenaltyGivesWhatItGivesIfItIsFixed() {
        Problem problem = Problem.of(300, 3, 4).wrong(0.2);
        Classifier auto = problem.train(AUTO);

        Classifier fixed = problem.train(Optional.of(Problem.l2(auto)));

        assertEquals(Map.of(), fixed.choices());
        assertSame(auto.predict(problem.examples(), problem.rows()), fixed.predict(problem.examples(), problem.rows()));
    }

    @Test
    void copiesOfAnExampleAreHeldOutTogether() {
        Problem problem = Problem.of(120, 3, 4).wrong(0.5);
        float[] twice = new float[2 * 120 * DIMENSION];
        int[] labels = new int[240];
        for (int n = 0; n < 240; n++) {
            problem.examples().copyTo(n % 120, twice, n * DIMENSION);
            labels[n] = problem.labels()[n % 120];
        }
        FeatureMatrix copies = FeatureMatrix.ofRowMajor(240, DIMENSION, twice);
        int[] rows = IntStream.range(0, 240).toArray();

        Classifier classifier = new SoftmaxTrainer(AUTO, 2).train(copies, rows, labels, 3, 1);

        // A copy that is trained on foretells the one held out, wrong label and all: no penalty would seem best.
        double apart = Problem.l2(new SoftmaxTrainer(AUTO).train(copies, rows, labels, 3, 1));
        assertEquals(problem.chosen(), Problem.l2(classifier));
        assertTrue(apart < problem.chosen(), "apart " + apart);
        var error = assertThrows(
                IllegalArgumentException.class, () -> new SoftmaxTrainer(AUTO, 7).train(copies, rows, labels, 3, 1));
        assertEquals("softmax is given 240 examples, which are not 7 runs of the same", error.getMessage());
    }

    @Test
    void whatCannotBeHeldOutIsNotNeeded() {
        FeatureMatrix examples = Problem.of(20, 2, 1).examples();
        int[] oneClass = new int[20];
        int[] oneOfItsClass =
                IntStream.range(0, 20).map(n -> n == 7 ? 2 : n % 2).toArray();
        int[] oneEach = {0, 1};

        assertEquals(10.0, new Problem(examples, oneClass, 2).chosen());
        assertEquals(10.0, Problem.l2(new SoftmaxTrainer(AUTO).train(examples, new int[] {0, 1}, oneEach, 2, 1)));
        assertTrue(new Problem(examples, oneOfItsClass, 3).chosen() > 0);
        assertTrue(Problem.of(300, 100, 1).chosen() > 0);
    }

    private static void assertSame(Probabilities expected, Probabilities found) {
        double[] a = new double[expected.numExamples() * expected.numClasses()];
        double[] b = a.clone();
        expected.copyRows(0, expected.numExamples(), a, 0);
        found.copyRows(0, found.numExamples(), b, 0);
        assertArrayEquals(a, b);
    }
}
