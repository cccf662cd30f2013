package org.relabel4j.core.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
}
