package org.relabel4j.core.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.random.Shuffles;

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

        double[] measured = new double[2];
        products.with(new int[] {0, 1}, 1, 2, (n, other, dot) -> dots[n] = other == 1 ? dot : Double.NaN);
        products.of(0, new int[] {0, 1}, 0, 2, (n, other, dot) -> measured[other] = dot);

        assertArrayEquals(new double[] {17, 5}, dots);
        assertArrayEquals(new double[] {61, 17}, measured);
        assertEquals(61, products.squaredLength(0));
    }

    /** As KCentre, but compares all pairs: the oracle. */
    private static int[] plainGreedy(Embeddings embeddings, int[] candidates, int[] centres, int count, long seed) {
        int[] order = Shuffles.permutation(candidates.length, new SplittableRandom(seed));
        int[] chosen = new int[count];
        double[] nearest = new double[order.length];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        for (int n = 0; n < centres.length + count; n++) {
            if (n >= centres.length) {
                int best = 0;
                for (int c = 0; c < order.length; c++) {
                    best = nearest[c] > nearest[best] ? c : best;
                }
                chosen[n - centres.length] = candidates[order[best]];
            }
            int centre = n < centres.length ? centres[n] : chosen[n - centres.length];
            for (int c = 0; c < order.length; c++) {
                nearest[c] = Math.min(nearest[c], embeddings.squaredDistance(candidates[order[c]], centre));
            }
        }
        return chosen;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 700})
    void greedyCentresAreThoseOfComparingAllPairs(int numCentres) {
        Embeddings embeddings = grid(3);
        int[] centres = Arrays.copyOf(ALL, numCentres);
        int[] candidates = Arrays.copyOfRange(ALL, 700, N);

        assertArrayEquals(
                plainGreedy(embeddings, candidates, centres, 300, 9),
                KCentre.greedy(embeddings, candidates, centres, 300, new SplittableRandom(9)));
    }

    @Test
    void slackKeepsItsBound() {
        Embeddings embeddings = grid(4);
        int[] centres = Arrays.copyOf(ALL, 500);
        int[] candidates = Arrays.copyOfRange(ALL, 500, N);

        int[] chosen = KCentre.greedy(embeddings, candidates, centres, 50, 0.2, new SplittableRandom(1));

        for (int n = 0; n < chosen.length; n++) {
            int[] before = IntStream.concat(
                            IntStream.of(centres), IntStream.of(chosen).limit(n))
                    .toArray();
            double[] distances = KCentre.squaredDistances(embeddings, candidates, before);
            double farthest = Arrays.stream(distances).max().orElseThrow();
            assertTrue(distances[chosen[n] - 500] * 1.2 * 1.2 >= farthest * (1 - 1e-6));
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> KCentre.greedy(embeddings, candidates, centres, 5, -0.1, new SplittableRandom(1)));
    }

    @Test
    void upperBoundsAreDistancesToCentres() {
        Embeddings embeddings = grid(5);
        int[] centres = Arrays.copyOf(ALL, 900);
        int[] candidates = Arrays.copyOfRange(ALL, 900, N);

        double[] bounds = KCentre.squaredUpperBounds(embeddings, candidates, centres);
        double[] exact = KCentre.squaredDistances(embeddings, candidates, centres);

        int equal = 0;
        for (int n = 0; n < bounds.length; n++) {
            assertTrue(bounds[n] >= exact[n]);
            equal += bounds[n] == exact[n] ? 1 : 0;
        }
        // In three dimensions most nearest centres share the cell.
        assertTrue(equal > 0.6 * bounds.length, "only " + equal + " of " + bounds.length);
        assertArrayEquals(
                KCentre.squaredDistances(embeddings, candidates, new int[0]),
                KCentre.squaredUpperBounds(embeddings, candidates, new int[0]));
    }

    /** Items on a line. */
    private static PlusPlus.Space line(double... items) {
        return new PlusPlus.Space() {
            @Override
            public int size() {
                return items.length;
            }

            @Override
            public void lowerAll(int[] chosen, int from, int to, double[] squaredDistances) {
                for (int n = 0; n < items.length; n++) {
                    squaredDistances[n] = Math.min(squaredDistances[n], squaredDistance(n, chosen, from, to));
                }
            }

            @Override
            public double squaredDistance(int item, int[] chosen, int from, int to) {
                return IntStream.range(from, to)
                        .mapToDouble(n -> Math.pow(items[item] - items[chosen[n]], 2))
                        .min()
                        .orElse(Double.POSITIVE_INFINITY);
            }
        };
    }

    @Test
    void seedingDrawsInProportionToTheNearestDistance() {
        int[] third = new int[4];
        int runs = 0;
        for (int seed = 0; seed < 6000; seed++) {
            int[] drawn = PlusPlus.draw(line(0, 10, 1, 8), 0, 3, new SplittableRandom(seed));
            if (drawn[1] == 1) {
                third[drawn[2]]++;
                runs++;
            }
        }
        // 10 comes second in 100 of 165 draws; then 1 is 1 and 8 is 2 from the nearest: 1 to 4. Deviations are 38 and
        // 24.
        assertEquals(6000 * 100 / 165.0, runs, 150);
        assertEquals(0.2 * runs, third[2], 100);
        assertEquals(0.8 * runs, third[3], 100);
    }

    @Test
    void seedingDrawsAnyThatIsLeftIfAllDistancesAreZero() {
        int[] second = new int[5];
        for (int seed = 0; seed < 900; seed++) {
            int[] drawn = PlusPlus.draw(line(7, 7, 7, 7), 1, 4, new SplittableRandom(seed));
            second[drawn[1]]++;
            assertEquals(4, IntStream.of(drawn).distinct().count());
        }
        // Binomial(900, 1/3): deviation 14.
        assertEquals(0, second[1]);
        assertEquals(300, second[0], 60);
        assertEquals(300, second[3], 60);
    }

    @Test
    void seedingLowersAllWhenRejectionsAddUp() {
        double[] items = new double[5000];
        for (int n = 0; n < items.length; n++) {
            items[n] = n % 2 == 0 ? 1 + n * 1e-9 : n * 1e-9;
        }

        int[] drawn = PlusPlus.draw(line(items), 0, 40, new SplittableRandom(1));

        assertEquals(40, IntStream.of(drawn).distinct().count());
        // The second is of the other group; it leaves both groups at hand and all other bounds far too large.
        assertEquals(1, drawn[1] % 2);
    }
}
