package org.relabel4j.core.embedding;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.relabel4j.core.parallel.Blocks;
import org.relabel4j.core.probability.Embeddings;

/**
 * The k nearest neighbours of some examples among those examples, by Euclidean distance.
 *
 * <p>Time is m² × dimension multiply-adds for m examples if all pairs are compared, vectorised and spread over the
 * processors; memory is m × k. Distances are summed in floats, with a relative error of at most 8e-6 for 512 components.
 */
public final class NearestNeighbours {
    private static final int MEMBERS_A_CELL = 256;
    private static final int MOST_CELLS = 4096;

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
            result.search(embeddings, rows);
        }
        return result;
    }

    /**
     * Finds neighbours that are near, not always the nearest, in time m × (compared + m / 256) × dimension: examples are
     * divided into cells about evenly spaced examples, on average {@value #MEMBERS_A_CELL} a cell, and each is compared with
     * those of its own cell and of the cells nearest to it, as many as have {@code compared} members.
     *
     * <p>Every distance is a true one. A neighbour is missed only if its cell is not looked at: for an example at distance a
     * from its cell's pivot, whose neighbour is at distance d, the neighbour's pivot is at most 2 (a + d) from its own. So
     * nothing is missed among examples for which the nearest cell left out is farther than that. Otherwise recall depends on
     * the data and is not bounded: measured for 10 neighbours of 20,000, in overlapping Gaussian clusters (a hard case), 4096
     * compared: 0.57 with 32 components, 0.63 with 128.
     *
     * @param compared how many to compare each with, at least 1; never fewer than k + 1; if as many as rows, the answer is
     *     exact
     * @throws IllegalArgumentException if k or compared is below 1
     */
    public static NearestNeighbours near(Embeddings embeddings, int[] rows, int k, int compared) {
        if (compared < 1) {
            throw new IllegalArgumentException("number compared is " + compared + ", expected at least 1");
        }
        if (compared >= rows.length || k >= rows.length - 1) {
            return among(embeddings, rows, k);
        }
        checkNumber(k);
        NearestNeighbours result = new NearestNeighbours(rows.length, k);
        result.searchCells(embeddings, rows, Math.max(compared, k + 1));
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
        Blocks.forEachOf(rows.length, Tile.WIDTH, () -> new Tile(embeddings), (block, from, to, tile) -> {
            tile.load(rows, from, to);
            tile.compare(rows, 0, rows.length, (other, distances) -> {
                for (int n = from; n < to; n++) {
                    offer(n, other, distances[n - from]);
                }
            });
        });
    }

    private void searchCells(Embeddings embeddings, int[] rows, int numCompared) {
        int numCells = Math.max(1, Math.min(MOST_CELLS, rows.length / MEMBERS_A_CELL));
        Cells cells = new Cells(embeddings, rows, numCells);
        int[][] members = cells.members(cells.assign(rows, new float[rows.length]));
        Blocks.forEachOf(numCells, 1, () -> new Tile(embeddings), (cell, first, last, tile) -> {
            int[] queries = members[cell];
            int[] others = nearbyMembers(embeddings, cells, members, cell, numCompared);
            int[] queryRows = Cells.at(rows, queries);
            int[] otherRows = Cells.at(rows, others);
            for (int from = 0; from < queries.length; from += Tile.WIDTH) {
                int start = from;
                int end = Math.min(queries.length, from + Tile.WIDTH);
                tile.load(queryRows, start, end);
                tile.compare(otherRows, 0, otherRows.length, (other, distances) -> {
                    for (int n = start; n < end; n++) {
                        offer(queries[n], others[other], distances[n - start]);
                    }
                });
            }
        });
    }

    /** The members of a cell and of those with the nearest pivots, ascending: as few cells as have enough members. */
    private static int[] nearbyMembers(Embeddings embeddings, Cells cells, int[][] members, int cell, int numCompared) {
        double[] distances = new double[cells.count()];
        for (int c = 0; c < distances.length; c++) {
            distances[c] = c == cell ? -1 : embeddings.squaredDistance(cells.pivot(cell), cells.pivot(c));
        }
        double[] ascending = distances.clone();
        Arrays.sort(ascending);
        boolean[] taken = new boolean[distances.length];
        IntStream.Builder places = IntStream.builder();
        int found = 0;
        for (int n = 0; n < ascending.length && found < numCompared; n++) {
            int next = 0;
            while (taken[next] || distances[next] != ascending[n]) {
                next++;
            }
            taken[next] = true;
            found += members[next].length;
            IntStream.of(members[next]).forEach(places);
        }
        return places.build().sorted().toArray();
    }

    private void offer(int n, int candidate, float squaredDistance) {
        if (squaredDistance < squaredDistances[n * k + k - 1] && candidate != n) {
            insert(n, candidate, squaredDistance);
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
