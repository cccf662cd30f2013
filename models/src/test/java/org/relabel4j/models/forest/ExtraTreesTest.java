package org.relabel4j.models.forest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.core.training.TestData;
import org.relabel4j.core.training.TestData.Problem;

class ExtraTreesTest {
    /** A tree from examples in the order of their classes. */
    private static Tree grow(float[][] columns, int[] classSizes, long seed) {
        return grow(columns, classSizes, ExtraTreesConfig.defaults(), seed);
    }

    private static Tree grow(float[][] columns, int[] classSizes, ExtraTreesConfig config, long seed) {
        return new TreeGrower(columns, classSizes, config).grow(new SplittableRandom(seed));
    }

    private static double[] leaf(Tree tree, int numClasses, float... x) {
        double[][] sums = new double[numClasses][1];
        tree.addProbabilities(x, x.length, 1, sums, new int[1]);
        return Arrays.stream(sums).mapToDouble(sum -> sum[0]).toArray();
    }

    @Test
    void splitsTwoExamplesSomewhereBetweenThem() {
        // One feature, so the only question is where in [1, 3) the threshold lies.
        Tree tree = grow(new float[][] {{1, 3}}, new int[] {1, 1}, 5);

        assertEquals(3, tree.size());
        assertArrayEquals(new double[] {1, 0}, leaf(tree, 2, 1f), 0);
        assertArrayEquals(new double[] {0, 1}, leaf(tree, 2, 3f), 0);
    }

    @Test
    void sharesALeafOfExamplesThatCannotBeSplit() {
        Tree tree = grow(new float[][] {{2, 2, 2, 2}}, new int[] {1, 3}, 5);

        assertEquals(1, tree.size());
        assertArrayEquals(new double[] {0.25, 0.75}, leaf(tree, 2, 9f), 0);
    }

    @Test
    void looksBeyondConstantFeaturesForOneThatVaries() {
        // Square root of 5 features is 2, yet the only one that varies is always found.
        float[][] columns = {{1, 1}, {1, 1}, {1, 1}, {1, 2}, {1, 1}};
        for (int seed = 0; seed < 20; seed++) {
            assertEquals(3, grow(columns, new int[] {1, 1}, seed).size());
        }
    }

    @Test
    void splitsNeighbouringFloats() {
        // Above the range that counts as constant, below which a threshold could round up to the greater value.
        float low = 4f;
        float high = Math.nextUp(low);
        for (int seed = 0; seed < 20; seed++) {
            Tree tree = grow(new float[][] {{low, high}}, new int[] {1, 1}, seed);
            assertArrayEquals(new double[] {1, 0}, leaf(tree, 2, low), 0);
            assertArrayEquals(new double[] {0, 1}, leaf(tree, 2, high), 0);
        }
    }

    @Test
    void treatsTinyRangesAsConstant() {
        assertEquals(1, grow(new float[][] {{0f, 0.9e-7f}}, new int[] {1, 1}, 1).size());
        assertEquals(3, grow(new float[][] {{0f, 1.1e-7f}}, new int[] {1, 1}, 1).size());
    }

    @Test
    void keepsNodesBelowTheMinimumWhole() {
        ExtraTreesConfig config = new ExtraTreesConfig(1, 0, 3);
        Tree tree = grow(new float[][] {{1, 3}}, new int[] {1, 1}, config, 1);

        assertArrayEquals(new double[] {0.5, 0.5}, leaf(tree, 2, 1f), 0);
    }

    @Test
    void choosesTheBetterOfTwoFeatures() {
        // Both features are drawn (max-features 2). Feature 0 separates the classes wherever its threshold falls; of
        // feature 1 no threshold does, so the root must take feature 0 and both its children are leaves.
        float[][] columns = {{0, 0, 1, 1}, {0, 1, 0, 1}};
        ExtraTreesConfig config = new ExtraTreesConfig(1, 2, 2);
        for (int seed = 0; seed < 20; seed++) {
            Tree tree = grow(columns, new int[] {2, 2}, config, seed);
            assertEquals(3, tree.size());
        }
    }

    @Test
    void negativeZeroIsNotBelowZero() {
        // 0 and -0 are equal numbers, so they go the same way, whichever of them becomes the threshold.
        float[][] columns = {{-0f, 0f, 1f}};
        for (int seed = 0; seed < 20; seed++) {
            Tree tree = grow(columns, new int[] {2, 1}, seed);
            assertArrayEquals(new double[] {1, 0}, leaf(tree, 2, -0f), 0);
            assertArrayEquals(new double[] {1, 0}, leaf(tree, 2, 0f), 0);
        }
        assertEquals(0, Tree.isAbove(0f, Tree.positiveZero(-0f)));
        assertEquals(0, Tree.isAbove(-0f, Tree.positiveZero(-0f)));
        assertEquals(0, Tree.isAbove(Float.MAX_VALUE, Float.POSITIVE_INFINITY));
        assertEquals(1, Tree.isAbove(Float.MAX_VALUE, -Float.MAX_VALUE));
    }

    @Test
    void treesDoNotDependOnThoseGrownBefore() {
        Problem problem = TestData.clusters(60, 3, 2, 4);
        float[][] columns = new float[3][60];
        float[] row = new float[3];
        for (int i = 0; i < 60; i++) {
            problem.examples().copyTo(i, row, 0);
            for (int f = 0; f < 3; f++) {
                columns[f][i] = row[f];
            }
        }
        // The classes are not those of the problem, so that the trees grow deep.
        TreeGrower grower = new TreeGrower(columns, new int[] {30, 30}, ExtraTreesConfig.defaults());
        grower.grow(new SplittableRandom(1));
        Tree second = grower.grow(new SplittableRandom(2));
        Tree alone = grow(columns, new int[] {30, 30}, 2);

        assertEquals(alone.size(), second.size());
        for (int i = 0; i < 60; i++) {
            problem.examples().copyTo(i, row, 0);
            assertArrayEquals(leaf(alone, 2, row), leaf(second, 2, row), 0);
        }
    }

    @Test
    void averagesProbabilitiesOverManyBlocksOfExamples() {
        Problem problem = TestData.clusters(5000, 2, 3, 2);
        int[] train = problem.rows(0, 60);
        var forest = new ExtraTreesTrainer(new ExtraTreesConfig(3, 0, 2))
                .train(problem.examples(), train, problem.labelsOf(train), 3, 1);

        Probabilities all = forest.predict(problem.examples(), problem.rows(0, 5000));
        Probabilities last = forest.predict(problem.examples(), new int[] {4999});

        for (int k = 0; k < 3; k++) {
            assertEquals(last.get(0, k), all.get(4999, k));
        }
    }

    @Property(tries = 50)
    void remembersExamplesThatDiffer(
            @ForAll @IntRange(min = 1, max = 40) int size,
            @ForAll @IntRange(min = 1, max = 6) int features,
            @ForAll long seed) {
        SplittableRandom rng = new SplittableRandom(seed);
        float[] values = new float[size * features];
        int[] rows = new int[size];
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            rows[i] = i;
            labels[i] = rng.nextInt(4);
            for (int f = 0; f < features; f++) {
                values[i * features + f] = i + (float) rng.nextDouble() / 2;
            }
        }

        FeatureMatrix examples = FeatureMatrix.ofRowMajor(size, features, values);
        Probabilities p = new ExtraTreesTrainer(new ExtraTreesConfig(4, 0, 2))
                .train(examples, rows, labels, 4, seed)
                .predict(examples, rows);

        for (int i = 0; i < size; i++) {
            assertTrue(p.get(i, labels[i]) == 1, "a tree grown to pure leaves knows its own training examples");
        }
    }
}
