package org.relabel4j.core.embedding;

import java.util.Arrays;
import org.relabel4j.core.parallel.Blocks;
import org.relabel4j.core.probability.Embeddings;

/**
 * The k nearest neighbours of some examples among those examples, or among others, by Euclidean distance.
 *
 * <p>Time is m² × dimension multiply-adds for m examples if all pairs are compared, vectorised and spread over the
 * processors; memory is m × k. Distances are summed in floats, with a relative error of at most 8e-6 for 512 components.
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
     * Finds the neighbours, comparing all pairs.
     *
     * @param embeddings vectors
     * @param rows examples to compare with each other, distinct
     * @param k neighbours wanted of each, at least 1; if there are fewer other examples, all of them
     * @throws IllegalArgumentException if k is below 1
     */
    public static NearestNeighbours among(Embeddings embeddings, int[] rows, int k) {
        checkNumber(k);
        NearestNeighbours result = new NearestNeighbours(rows.length, Math.max(0, Math.min(k, rows.length - 1)));
        if (result.k > 0) {
            result.search(embeddings, rows, rows, true);
        }
        return result;
    }

    /**
     * Finds neighbours that are near, not always the nearest: eight times, examples are divided into cells of at most 512 and
     * compared with those of their own; then with the neighbours of their neighbours, in up to six rounds, as long as that
     * helps. Time is about m × 5000 × dimension, whatever m; the order of the rows decides which examples the cells lie about.
     *
     * <p>Every distance is a true one, but a neighbour may be missed. How many are found is not bounded; measured for 10
     * neighbours of 20,000 with 128 components: 0.94 in clusters that vary in 16 directions, as embeddings do; 1.00 in small
     * clusters as far apart as they are wide; 0.52 where there is no structure at all (independent normal components).
     *
     * @param k neighbours wanted of each, at least 1; if there are fewer other examples, all of them
     * @throws IllegalArgumentException if k is below 1
     */
    public static NearestNeighbours near(Embeddings embeddings, int[] rows, int k) {
        if (k >= rows.length - 1) {
            return among(embeddings, rows, k);
        }
        checkNumber(k);
        NearestNeighbours result = new NearestNeighbours(rows.length, k);
        NeighbourForest.among(embeddings, rows, result).run();
        new NeighbourDescent(embeddings, rows, result).run();
        return result;
    }

    /**
     * Finds the neighbours of some examples among others, comparing all pairs.
     *
     * @param embeddings vectors
     * @param rows examples whose neighbours are wanted
     * @param others examples to find them among, distinct, none of the rows; neighbours are positions in these
     * @param k neighbours wanted of each, at least 1; if there are fewer others, all of them
     * @throws IllegalArgumentException if k is below 1
     */
    public static NearestNeighbours between(Embeddings embeddings, int[] rows, int[] others, int k) {
        checkNumber(k);
        NearestNeighbours result = new NearestNeighbours(rows.length, Math.min(k, others.length));
        if (result.k > 0) {
            result.search(embeddings, rows, others, false);
        }
        return result;
    }

    /**
     * As {@link #between}, but neighbours that are near, not always the nearest: eight times, all are divided into cells of at
     * most 512, of which only those with one of the rows in them are divided further. Time is about others × 128 × dimension,
     * however many of them there are, and rows × 4096 × dimension. There may be fewer than k: {@link #neighbour} is then −1.
     *
     * @param k neighbours wanted of each, at least 1; if there are fewer others, all of them
     * @throws IllegalArgumentException if k is below 1
     */
    public static NearestNeighbours nearBetween(Embeddings embeddings, int[] rows, int[] others, int k) {
        if (k >= others.length) {
            return between(embeddings, rows, others, k);
        }
        checkNumber(k);
        NearestNeighbours result = new NearestNeighbours(rows.length, k);
        NeighbourForest.between(embeddings, rows, others, result).run();
        return result;
    }

    private static void checkNumber(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("k is " + k + ", expected at least 1 neighbour");
        }
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
     * @return the neighbour's position in rows, or in the others
     */
    public int neighbour(int n, int rank) {
        return neighbours[n * k + rank];
    }

    /** Squared distance to {@link #neighbour}, summed in floats. */
    public double squaredDistance(int n, int rank) {
        return squaredDistances[n * k + rank];
    }

    private void search(Embeddings embeddings, int[] rows, int[] others, boolean same) {
        Blocks.forEachOf(rows.length, Tile.WIDTH, () -> new Tile(embeddings), (block, from, to, tile) -> {
            tile.load(rows, from, to);
            tile.compare(others, 0, others.length, (other, distances) -> {
                for (int n = from; n < to; n++) {
                    if (!same || other != n) {
                        offer(n, other, distances[n - from]);
                    }
                }
            });
        });
    }

    /** Takes a candidate, another than the example itself, if it is nearer than the farthest kept. */
    void offer(int n, int candidate, float squaredDistance) {
        if (squaredDistance < squaredDistances[n * k + k - 1] && !has(n, candidate)) {
            insert(n, candidate, squaredDistance);
        }
    }

    private boolean has(int n, int candidate) {
        for (int place = n * k; place < (n + 1) * k; place++) {
            if (neighbours[place] == candidate) {
                return true;
            }
        }
        return false;
    }

    /** Keeps a candidate that is nearer than the farthest kept; of equally near ones the first comes first. */
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
