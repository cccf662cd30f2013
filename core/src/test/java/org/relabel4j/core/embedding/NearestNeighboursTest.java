package org.relabel4j.core.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.random.Shuffles;

class NearestNeighboursTest {
    @Test
    void agreesWithSortingAllDistances() {
        SplittableRandom rng = new SplittableRandom(1);
        int n = 700;
        float[] values = new float[n * 5];
        for (int v = 0; v < values.length; v++) {
            // A coarse grid, so that many distances tie and are exact.
            values[v] = rng.nextInt(4);
        }
        Embeddings embeddings = Embeddings.ofRowMajor(n, 5, values);
        int[] rows = java.util.Arrays.copyOf(Shuffles.permutation(n, rng), 600);

        NearestNeighbours neighbours = NearestNeighbours.among(embeddings, rows, 7);

        for (int query = 0; query < rows.length; query++) {
            int q = query;
            int[] expected = IntStream.range(0, rows.length)
                    .filter(m -> m != q)
                    .boxed()
                    .sorted(Comparator.comparingDouble(m -> embeddings.squaredDistance(rows[q], rows[m])))
                    .limit(7)
                    .mapToInt(Integer::intValue)
                    .toArray();
            for (int rank = 0; rank < 7; rank++) {
                assertEquals(expected[rank], neighbours.neighbour(q, rank));
                assertEquals(
                        embeddings.squaredDistance(rows[q], rows[expected[rank]]), neighbours.squaredDistance(q, rank));
            }
        }
    }

    @Test
    void hasAllOthersIfThereAreFewerThanWanted() {
        Embeddings embeddings = Embeddings.ofRowMajor(3, 1, new float[] {0, 5, 1});

        assertEquals(
                2, NearestNeighbours.among(embeddings, new int[] {0, 1, 2}, 9).k());
        assertEquals(0, NearestNeighbours.among(embeddings, new int[] {1}, 9).k());
        assertEquals(0, NearestNeighbours.among(embeddings, new int[0], 9).k());
        assertThrows(IllegalArgumentException.class, () -> NearestNeighbours.among(embeddings, new int[] {0, 1}, 0));
    }

    /** Clusters of 50 in 32 dimensions, as far apart as they are wide. */
    private static Embeddings clustered(int n) {
        SplittableRandom rng = new SplittableRandom(2);
        int dimension = 32;
        float[] centres = new float[n / 50 * dimension];
        for (int v = 0; v < centres.length; v++) {
            centres[v] = (float) rng.nextGaussian();
        }
        float[] values = new float[n * dimension];
        for (int v = 0; v < values.length; v++) {
            int cluster = v / dimension % (n / 50);
            values[v] = centres[cluster * dimension + v % dimension] + (float) rng.nextGaussian();
        }
        return Embeddings.ofRowMajor(n, dimension, values);
    }

    @Test
    void findsNearlyAllNeighboursInTheCellsAround() {
        int n = 6000;
        Embeddings embeddings = clustered(n);
        int[] rows = IntStream.range(0, n).toArray();

        NearestNeighbours exact = NearestNeighbours.among(embeddings, rows, 10);
        NearestNeighbours near = NearestNeighbours.near(embeddings, rows, 10);

        assertTrue(recall(exact, near, n) > 0.9, () -> "recall " + recall(exact, near, n));
        for (int i = 0; i < n; i++) {
            for (int rank = 0; rank < 10; rank++) {
                double distance = near.squaredDistance(i, rank);
                // Sums of 32 squares of about 2 each, in floats or in doubles.
                assertEquals(embeddings.squaredDistance(i, near.neighbour(i, rank)), distance, 1e-3);
                assertTrue(distance >= exact.squaredDistance(i, rank) - 1e-3);
            }
        }
    }

    @Test
    void findsNeighboursAmongOthers() {
        int n = 6000;
        Embeddings embeddings = clustered(n);
        int[] few = IntStream.range(0, 40).map(q -> q * 150).toArray();
        int[] others = IntStream.range(0, n).filter(i -> i % 150 != 0).toArray();

        NearestNeighbours exact = NearestNeighbours.between(embeddings, few, others, 10);
        NearestNeighbours near = NearestNeighbours.nearBetween(embeddings, few, others, 10);

        assertTrue(recall(exact, near, few.length) > 0.8, () -> "recall " + recall(exact, near, few.length));
        for (int q = 0; q < few.length; q++) {
            int example = few[q];
            double[] all = IntStream.of(others)
                    .mapToDouble(i -> embeddings.squaredDistance(example, i))
                    .sorted()
                    .toArray();
            for (int rank = 0; rank < 10; rank++) {
                // Sums of 32 squares of about 2 each, in floats or in doubles.
                assertEquals(all[rank], exact.squaredDistance(q, rank), 1e-3);
                assertEquals(
                        embeddings.squaredDistance(example, others[near.neighbour(q, rank)]),
                        near.squaredDistance(q, rank),
                        1e-3);
            }
        }
        assertEquals(
                3,
                NearestNeighbours.nearBetween(embeddings, few, new int[] {1, 2, 3}, 9)
                        .k());
        assertEquals(
                0, NearestNeighbours.between(embeddings, few, new int[0], 9).k());
    }

    @Test
    void findsNeighboursAmongEqualVectors() {
        int[] rows = IntStream.range(0, 2000).toArray();
        Embeddings equal = Embeddings.ofRowMajor(2000, 1, new float[2000]);

        NearestNeighbours near = NearestNeighbours.near(equal, rows, 3);

        for (int i = 0; i < 2000; i++) {
            assertEquals(0, near.squaredDistance(i, 2));
            int example = i;
            assertEquals(
                    3,
                    IntStream.range(0, 3)
                            .map(rank -> near.neighbour(example, rank))
                            .filter(m -> m != example)
                            .distinct()
                            .count());
        }
    }

    private static double recall(NearestNeighbours exact, NearestNeighbours near, int n) {
        int found = 0;
        for (int i = 0; i < n; i++) {
            int example = i;
            for (int rank = 0; rank < exact.k(); rank++) {
                int wanted = exact.neighbour(i, rank);
                found += IntStream.range(0, near.k()).anyMatch(r -> near.neighbour(example, r) == wanted) ? 1 : 0;
            }
        }
        return found / (double) (n * exact.k());
    }

    @Test
    void comparesAllOfFew() {
        int n = 500;
        Embeddings embeddings = clustered(n);
        int[] rows = IntStream.range(0, n).toArray();

        assertEquals(
                1,
                recall(NearestNeighbours.among(embeddings, rows, 5), NearestNeighbours.near(embeddings, rows, 5), n));
        assertEquals(
                2, NearestNeighbours.near(embeddings, new int[] {3, 1, 2}, 9).k());
        assertThrows(IllegalArgumentException.class, () -> NearestNeighbours.near(embeddings, rows, 0));
    }
}
