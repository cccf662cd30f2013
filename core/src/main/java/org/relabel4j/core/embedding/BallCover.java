package org.relabel4j.core.embedding;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.relabel4j.core.parallel.Blocks;
import org.relabel4j.core.probability.Embeddings;

/**
 * How many vectors lie in a ball about each one that no chosen ball covers yet. Balls of one radius, closed. Changes as balls are
 * chosen; used by one thread.
 *
 * <p>Each vector is covered once, so that all choices together take m² × dimension multiply-adds for m vectors, and the first
 * count as many; memory is m. Distances are summed in floats, as those of {@link NearestNeighbours} are.
 */
public final class BallCover {
    private final Embeddings embeddings;
    private final int[] rows;
    private final double squaredRadius;
    private final boolean[] covered;
    private final int[] counts;

    /**
     * Counts what nothing covers.
     *
     * @param rows examples to cover and to take balls about, distinct
     * @param centres examples whose balls are chosen already
     * @param squaredRadius of each ball, at least 0
     */
    public BallCover(Embeddings embeddings, int[] rows, int[] centres, double squaredRadius) {
        this.embeddings = embeddings;
        this.rows = rows.clone();
        this.squaredRadius = squaredRadius;
        this.covered = covered(embeddings, rows, centres, squaredRadius);
        this.counts = counts(embeddings, rows, open(rows, covered), squaredRadius);
    }

    /**
     * How many of some vectors lie in a ball about each example and in none about a centre.
     *
     * @param rows examples to take balls about
     * @param others examples that are counted
     * @param centres examples whose balls are chosen already
     * @return length as rows
     */
    public static int[] counts(Embeddings embeddings, int[] rows, int[] others, int[] centres, double squaredRadius) {
        boolean[] covered = covered(embeddings, others, centres, squaredRadius);
        return counts(embeddings, rows, open(others, covered), squaredRadius);
    }

    private static boolean[] covered(Embeddings embeddings, int[] rows, int[] centres, double squaredRadius) {
        boolean[] covered = new boolean[rows.length];
        compare(embeddings, rows, centres, (n, centre, distance) -> covered[n] |= distance <= squaredRadius);
        return covered;
    }

    private static int[] open(int[] rows, boolean[] covered) {
        return Cells.at(
                rows, IntStream.range(0, rows.length).filter(n -> !covered[n]).toArray());
    }

    private static int[] counts(Embeddings embeddings, int[] rows, int[] open, double squaredRadius) {
        int[] counts = new int[rows.length];
        compare(embeddings, rows, open, (n, other, distance) -> counts[n] += distance <= squaredRadius ? 1 : 0);
        return counts;
    }

    /** How many vectors in the ball about the one in place n are not covered, itself included. */
    public int count(int n) {
        return counts[n];
    }

    /** Chooses the ball about the vector in place n. */
    public void choose(int n) {
        boolean[] now = covered(embeddings, rows, new int[] {rows[n]}, squaredRadius);
        int[] places = IntStream.range(0, rows.length)
                .filter(m -> now[m] && !covered[m])
                .toArray();
        for (int place : places) {
            covered[place] = true;
        }
        int[] lost = counts(embeddings, rows, Cells.at(rows, places), squaredRadius);
        for (int m = 0; m < lost.length; m++) {
            counts[m] -= lost[m];
        }
    }

    /**
     * The largest squared radius with which a share of the balls hold vectors of one cluster alone.
     *
     * @param clusters the cluster of each row
     * @param purity share of the balls, above 0, at most 1
     * @return infinite if there is but one cluster
     */
    public static double largestPureRadius(Embeddings embeddings, int[] rows, int[] clusters, double purity) {
        float[] strangers = new float[rows.length];
        Arrays.fill(strangers, Float.POSITIVE_INFINITY);
        compare(embeddings, rows, rows, (n, other, distance) -> {
            if (clusters[other] != clusters[n]) {
                strangers[n] = Math.min(strangers[n], distance);
            }
        });
        Arrays.sort(strangers);
        // A little more, since 0.05 times 20 is less than 1 by rounding alone.
        int impure = (int) ((1 - purity) * rows.length + 1e-9);
        float least = strangers[Math.min(impure, rows.length - 1)];
        // A closed ball that reaches a stranger holds it. Equal vectors in two clusters keep balls of their own.
        return least == Float.POSITIVE_INFINITY ? least : Math.max(0, Math.nextDown(least));
    }

    private interface Pair {
        void accept(int n, int other, float squaredDistance);
    }

    /** Tells the distances of all rows from some examples; all about one row come from one thread. */
    private static void compare(Embeddings embeddings, int[] rows, int[] others, Pair body) {
        if (others.length == 0) {
            return;
        }
        Blocks.forEachOf(rows.length, Tile.WIDTH, () -> new Tile(embeddings), (block, from, to, tile) -> {
            tile.load(rows, from, to);
            tile.compare(others, 0, others.length, (other, distances) -> {
                for (int n = from; n < to; n++) {
                    body.accept(n, other, distances[n - from]);
                }
            });
        });
    }
}
