package org.relabel4j.core.acquisition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.FeatureMatrix;

class TypiClustTest implements AcquisitionStrategyContract {
    /** Distances are summed in floats. */
    private static final double FLOAT = 1e-6;

    @Override
    public AcquisitionStrategy strategy() {
        return new TypiClust(TypiClust.Settings.PAPER);
    }

    /** Points on a line, some of them labelled. */
    private static PoolState line(float[] points, int... labelled) {
        AnnotationsBuilder annotations = Annotations.builder(points.length, 1, 2);
        for (int i : labelled) {
            annotations.add(i, 0, 0);
        }
        float[][] embeddings = new float[points.length][];
        double[][] even = new double[points.length][];
        for (int i = 0; i < points.length; i++) {
            embeddings[i] = new float[] {points[i]};
            even[i] = new double[] {0.5, 0.5};
        }
        return PoolStates.of(annotations.build(), List.of(PoolStates.member(DenseProbabilities.of(even), embeddings)));
    }

    /**
     * Three clusters, far apart, of 11, 9 and 7 members. Each member is compared with all others of its cluster, so that the most
     * typical is the median: the sixth, fifth and fourth.
     */
    private static final float[] THREE = {
        -25,
        -14,
        -9,
        -3,
        -1,
        0,
        2,
        5,
        11,
        15,
        22, // 0 to 10
        980,
        990,
        994,
        999,
        1000,
        1003,
        1009,
        1015,
        1030, // 11 to 19
        1990,
        1995,
        1998,
        2000,
        2001,
        2007,
        2012 // 20 to 26
    };

    private int[] select(PoolState state, int batchSize, long seed) {
        return strategy().select(state, batchSize, rng(seed));
    }

    private static RandomGenerator rng(long seed) {
        return new SplittableRandom(seed);
    }

    @Test
    void takesTheMostTypicalOfTheLargestClustersWithoutALabel() {
        for (int seed = 0; seed < 10; seed++) {
            PoolState state = line(THREE, 3);

            // So does TypiClust of scikit-activeml 1.0.1, with scikit-learn 1.9.1.
            assertArrayEquals(new int[] {15, 23}, select(state, 2, seed));
            // Then each cluster has one label, and the largest comes first.
            assertArrayEquals(
                    new int[] {15, 23, 5}, new TypiClust(new TypiClust.Settings(20, 3)).select(state, 3, rng(seed)));
        }
    }

    @Test
    void scoresHowTypicalOfThePoolAnExampleIs() {
        PoolState state = line(new float[] {0, 1, 3, 3, 3}, 1);

        Scores scores = new TypiClust(new TypiClust.Settings(2, 500)).score(state, new SplittableRandom(1));

        // The two nearest of 0 are 1 and 3: mean 2. Equal examples are as typical as can be; labelled ones score 0.
        assertArrayEquals(new double[] {-0.5, 0, -0x1p100, -0x1p100, -0x1p100}, scores.toArray(), FLOAT);
    }

    @Test
    void asksAboutLabelledExamplesOnlyWhenNoOtherIsLeft() {
        int[] batch = select(line(new float[] {0, 5, 100, 7, 8}, 0, 1, 2), 4, 1);

        assertEquals(7, batch[0] + batch[1]);
        assertEquals(4, IntStream.of(batch).distinct().count());
    }

    @Test
    void leavesOutliersForLast() {
        float[] points = new float[21];
        for (int i = 0; i < 20; i++) {
            points[i] = i < 10 ? i : 500 + i;
        }
        points[20] = 100_000;

        // Three clusters, one of them the outlier, which has no label; it is not chosen as long as others are left.
        int[] batch = new TypiClust(new TypiClust.Settings(20, 3)).select(line(points), 20, rng(1));

        assertTrue(IntStream.of(batch).noneMatch(i -> i == 20));
    }

    @Test
    void firstBatchTakesOneOfEachOfManyClusters() {
        RandomGenerator rng = new SplittableRandom(3);
        int numExamples = 60_000;
        float[] values = new float[numExamples * 3];
        for (int n = 0; n < values.length; n++) {
            values[n] = (float) rng.nextGaussian() + (n % 3 == 0 ? 100 * (n / 3 % 10) : 0);
        }
        Examples examples = FeatureMatrix.ofRowMajor(numExamples, 3, values);
        int[] candidates = IntStream.range(1000, numExamples).toArray();
        int[] given = candidates.clone();

        int[] batch = FirstBatch.spread(examples, candidates, 10, new SplittableRandom(1));

        assertArrayEquals(
                IntStream.range(0, 10).toArray(),
                IntStream.of(batch).map(i -> i % 10).sorted().toArray());
        assertTrue(IntStream.of(batch).allMatch(i -> i >= 1000));
        assertArrayEquals(batch, FirstBatch.spread(examples, candidates, 10, new SplittableRandom(1)));
        assertArrayEquals(given, candidates);
    }

    @Test
    void firstBatchCanBeAllThereIs() {
        float[] values = {1, 2, 2, 2, 5};
        int[] batch = FirstBatch.spread(
                FeatureMatrix.ofRowMajor(5, 1, values), new int[] {4, 0, 1, 2}, 4, new SplittableRandom(1));

        Arrays.sort(batch);
        assertArrayEquals(new int[] {0, 1, 2, 4}, batch);
    }

    @Test
    void refusesWhatItCannotUse() {
        PoolState state = PoolStates.of(Annotations.empty(2, 1, 2), new double[][] {{0.5, 0.5}, {0.5, 0.5}});

        assertTrue(assertThrows(IllegalArgumentException.class, () -> select(state, 1, 1))
                .getMessage()
                .startsWith("typiclust needs embeddings"));
        assertEquals(
                "neighbours is 0 and clusters at most 5, expected at least 1 each",
                assertThrows(IllegalArgumentException.class, () -> new TypiClust.Settings(0, 5))
                        .getMessage());
        assertEquals(
                "batchSize is 3, expected 1 to 2, the examples to choose from",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> FirstBatch.spread(
                                        FeatureMatrix.ofRowMajor(3, 1, new float[3]),
                                        new int[] {0, 1},
                                        3,
                                        new SplittableRandom(1)))
                        .getMessage());
    }
}
