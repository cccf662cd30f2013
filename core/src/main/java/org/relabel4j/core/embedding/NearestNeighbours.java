package org.relabel4j.core.embedding;

import java.util.Arrays;
import org.relabel4j.core.parallel.Blocks;
import org.relabel4j.core.probability.Embeddings;

/**
 * The k nearest neighbours of some examples among those examples, by Euclidean distance: exact, by comparing all pairs.
 *
 * <p>Time is m² × dimension multiply-adds for m examples, vectorised and spread over the processors; memory is m × (k +
 * dimension).
 */
public final class NearestNeighbours {
    private final int k;
    private final int[] neighbours;
    private final float[] squaredDistances;

    private NearestNeighbours(int numRows, int k) {
        this.k = k;
        this.neighbours = new int[Math.multiplyExact(numRows, k)];
        this.squaredDistances = new float[neighbours.length];
        Arrays.fill(neighbours, -1);
        Arrays.fill(squaredDistances, Float.POSITIVE_INFINITY);
    }

    /**
     * Finds the neighbours.
     *
     * @param embeddings vectors
     * @param rows examples to compare with each other, distinct
     * @param k neighbours wanted of each, at least 1; if there are fewer other examples, all of them
     * @throws IllegalArgumentException if k is below 1
     */
    public static NearestNeighbours among(Embeddings embeddings, int[] rows, int k) {
        if (k < 1) {
            throw new IllegalArgumentException("k is " + k + ", expected at least 1 neighbour");
        }
        NearestNeighbours result = new NearestNeighbours(rows.length, Math.max(0, Math.min(k, rows.length - 1)));
        if (result.k > 0) {
            result.search(embeddings, rows);
        }
        return result;
    }

    /** Number of neighbours of each example: k, or one less than the examples if there are fewer. */
    public int k() {
        return k;
    }

    /**
     * A neighbour of an example.
     *
     * @param n position of the example in rows
     * @param rank 0 = nearest, to k() − 1; of equally near ones the earlier in rows comes first
     * @return the neighbour's position in rows
     */
    public int neighbour(int n, int rank) {
        return neighbours[n * k + rank];
    }

    /** Squared distance to {@link #neighbour}, summed in floats. */
    public double squaredDistance(int n, int rank) {
        return squaredDistances[n * k + rank];
    }

    private void search(Embeddings embeddings, int[] rows) {
        VectorBlocks vectors = new VectorBlocks(embeddings, rows);
        Blocks.forEach(
                rows.length,
                embeddings.dimension(),
                () -> new float[2][Math.max(embeddings.dimension(), vectors.maxWidth())],
                (queries, from, to, scratch) -> {
                    float[] query = scratch[0];
                    float[] distances = scratch[1];
                    for (int block = 0; block < vectors.numBlocks(); block++) {
                        for (int n = from; n < to; n++) {
                            embeddings.copyRow(rows[n], query, 0);
                            vectors.squaredDistances(block, query, distances);
                            offerAll(n, vectors.start(block), vectors.width(block), distances);
                        }
                    }
                });
    }

    private void offerAll(int n, int start, int width, float[] distances) {
        int last = n * k + k - 1;
        for (int m = 0; m < width; m++) {
            if (distances[m] < squaredDistances[last] && start + m != n) {
                insert(n, start + m, distances[m]);
            }
        }
    }

    /** Keeps a candidate that is nearer than the farthest kept; candidates come in the order of rows. */
    private void insert(int n, int candidate, float squaredDistance) {
        int first = n * k;
        int place = first + k - 1;
        while (place > first && squaredDistance < squaredDistances[place - 1]) {
            squaredDistances[place] = squaredDistances[place - 1];
            neighbours[place] = neighbours[place - 1];
            place--;
        }
        squaredDistances[place] = squaredDistance;
        neighbours[place] = candidate;
    }
}
