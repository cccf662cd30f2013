package org.relabel4j.core.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.probability.Embeddings;

/** Choices that are spread out, on vectors of several blocks. */
class SpreadTest {
    private static final int N = 3000;
    private static final int DIMENSION = 3;

    /** A coarse grid, so that float sums are exact. */
    private static Embeddings grid(long seed) {
        SplittableRandom rng = new SplittableRandom(seed);
        float[] values = new float[N * DIMENSION];
        for (int v = 0; v < values.length; v++) {
            values[v] = rng.nextInt(1000);
        }
        return Embeddings.ofRowMajor(N, DIMENSION, values);
    }

    private static final int[] ALL = IntStream.range(0, N).toArray();

    @Test
    void greedyCentresAreTheFarthestEachTime() {
        Embeddings embeddings = grid(1);
        int[] centres = {5, 6};
        int[] candidates = IntStream.range(10, N).toArray();

        int[] chosen = KCentre.greedy(embeddings, candidates, centres, 20, new SplittableRandom(1));

        for (int n = 0; n < chosen.length; n++) {
            int[] before = IntStream.concat(
                            IntStream.of(centres), IntStream.of(chosen).limit(n))
                    .toArray();
            double[] distances = KCentre.squaredDistances(embeddings, candidates, before);
            double farthest = 0;
            for (int c = 0; c < candidates.length; c++) {
                double nearest = Double.POSITIVE_INFINITY;
                for (int centre : before) {
                    nearest = Math.min(nearest, embeddings.squaredDistance(candidates[c], centre));
                }
                assertEquals(nearest, distances[c]);
                farthest = Math.max(farthest, nearest);
            }
            assertEquals(farthest, distances[chosen[n] - 10]);
        }
    }

    @Test
    void greedyCentresTakeDuplicatesOnlyOnce() {
        Embeddings same = Embeddings.ofRowMajor(4, 1, new float[4]);

        int[] chosen = KCentre.greedy(same, new int[] {0, 1, 2, 3}, new int[0], 4, new SplittableRandom(1));

        assertArrayEquals(new int[] {0, 1, 2, 3}, IntStream.of(chosen).sorted().toArray());
    }

    @Test
    void clustersFarApartAreFound() {
        SplittableRandom rng = new SplittableRandom(2);
        float[] values = new float[N * DIMENSION];
        for (int i = 0; i < N; i++) {
            for (int d = 0; d < DIMENSION; d++) {
                values[i * DIMENSION + d] = 1000 * (i % 6) + rng.nextInt(10);
            }
        }

        int[] chosen =
                KMeans.representatives(Embeddings.ofRowMajor(N, DIMENSION, values), ALL, 6, new SplittableRandom(1));

        assertArrayEquals(
                new int[] {0, 1, 2, 3, 4, 5},
                IntStream.of(chosen).map(i -> i % 6).sorted().toArray());
    }

    @Test
    void representativesOfFewerVectorsThanClustersAreDistinct() {
        float[] values = new float[10];
        values[9] = 1;

        int[] chosen = KMeans.representatives(
                Embeddings.ofRowMajor(10, 1, values), IntStream.range(0, 10).toArray(), 5, new SplittableRandom(1));

        assertEquals(5, IntStream.of(chosen).distinct().count());
    }

    @Test
    void dotProductsAreThoseOfThePlaces() {
        Embeddings embeddings = Embeddings.ofRowMajor(3, 2, new float[] {1, 2, 3, 4, 5, 6});
        DotProducts products = new DotProducts(embeddings, new int[] {2, 0});
        double[] dots = new double[2];

        products.with(1, (n, dot) -> dots[n] = dot);

        assertArrayEquals(new double[] {17, 5}, dots);
        assertEquals(61, products.squaredLength(0));
    }

    @Test
    void seedingDrawsInProportionAndThenAnyThatIsLeft() {
        int[] counts = new int[4];
        for (int seed = 0; seed < 1000; seed++) {
            PlusPlus seeding = new PlusPlus(4, new SplittableRandom(seed));
            seeding.take(0);
            double[] distances = {0, 1, 3, 0};
            for (int n = 0; n < 4; n++) {
                seeding.offer(n, distances[n]);
                seeding.offer(n, 9);
            }
            counts[seeding.draw()]++;
        }
        // Binomial(1000, 3/4): deviation 14.
        assertArrayEquals(new int[] {0, 0}, new int[] {counts[0], counts[3]});
        assertEquals(750, counts[2], 60);

        PlusPlus equal = new PlusPlus(2, new SplittableRandom(1));
        equal.take(0);
        equal.offer(1, 0);
        assertEquals(1, equal.draw());
        equal.take(1);
        assertThrows(IllegalStateException.class, equal::draw);
    }
}
