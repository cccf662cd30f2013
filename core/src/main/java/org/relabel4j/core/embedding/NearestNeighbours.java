package org.relabel4j.core.embedding;

import java.util.Arrays;
import org.relabel4j.core.probability.Embeddings;

/**
 * The k nearest neighbours of some examples among those examples, by Euclidean distance: exact, by comparing all pairs.
 *
 * <p>Time is m² × dimension multiply-adds for m examples, in blocks laid out so that the compiler vectorises them; memory is
 * m × k and one block.
 */
public final class NearestNeighbours {
    private static final int BLOCK = 256;

    private final int[] rows;
    private final int k;
    private final int[] neighbours;
    private final double[] squaredDistances;

    private NearestNeighbours(int[] rows, int k) {
        this.rows = rows;
        this.k = k;
        this.neighbours = new int[Math.multiplyExact(rows.length, k)];
        this.squaredDistances = new double[neighbours.length];
        Arrays.fill(neighbours, -1);
        Arrays.fill(squaredDistances, Double.POSITIVE_INFINITY);
    }

    /**
     * Finds the neighbours.
     *
     * @param embeddings vectors
     * @param rows examples to compare with each other, distinct; copied
     * @param k neighbours wanted of each, at least 1; if there are fewer other examples, all of them
     * @throws IllegalArgumentException if k is below 1
     */
    public static NearestNeighbours among(Embeddings embeddings, int[] rows, int k) {
        if (k < 1) {
            throw new IllegalArgumentException("k is " + k + ", expected at least 1 neighbour");
        }
        int[] copy = rows.clone();
        NearestNeighbours result = new NearestNeighbours(copy, Math.max(0, Math.min(k, copy.length - 1)));
        if (result.k > 0) {
            result.search(embeddings);
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

    /** Squared distance to {@link #neighbour}, within float rounding of the squared lengths. */
    public double squaredDistance(int n, int rank) {
        return squaredDistances[n * k + rank];
    }

    private void search(Embeddings embeddings) {
        int dimension = embeddings.dimension();
        float[] block = new float[dimension * BLOCK];
        float[] query = new float[dimension];
        float[] distances = new float[BLOCK];
        for (int from = 0; from < rows.length; from += BLOCK) {
            int size = Math.min(BLOCK, rows.length - from);
            transpose(embeddings, from, size, block, query);
            for (int n = 0; n < rows.length; n++) {
                embeddings.copyRow(rows[n], query, 0);
                squaredDistances(query, block, size, distances);
                for (int b = 0; b < size; b++) {
                    if (from + b != n) {
                        offer(n, from + b, distances[b]);
                    }
                }
            }
        }
    }

    /** Lays a block of vectors out by component, so that distances to all of them grow side by side. */
    private void transpose(Embeddings embeddings, int from, int size, float[] block, float[] scratch) {
        for (int b = 0; b < size; b++) {
            embeddings.copyRow(rows[from + b], scratch, 0);
            for (int d = 0; d < scratch.length; d++) {
                block[d * BLOCK + b] = scratch[d];
            }
        }
    }

    private static void squaredDistances(float[] query, float[] block, int size, float[] distances) {
        Arrays.fill(distances, 0);
        for (int d = 0; d < query.length; d++) {
            float q = query[d];
            int offset = d * BLOCK;
            for (int b = 0; b < size; b++) {
                float difference = block[offset + b] - q;
                distances[b] += difference * difference;
            }
        }
    }

    /** Keeps a candidate if it is nearer than the farthest kept; candidates come in the order of rows. */
    private void offer(int n, int candidate, float squaredDistance) {
        int first = n * k;
        int place = first + k - 1;
        if (!(squaredDistance < squaredDistances[place])) {
            return;
        }
        while (place > first && squaredDistance < squaredDistances[place - 1]) {
            squaredDistances[place] = squaredDistances[place - 1];
            neighbours[place] = neighbours[place - 1];
            place--;
        }
        squaredDistances[place] = squaredDistance;
        neighbours[place] = candidate;
    }
}
