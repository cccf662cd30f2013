package org.relabel4j.core.embedding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.relabel4j.core.parallel.Blocks;
import org.relabel4j.core.probability.Embeddings;

/**
 * Compares examples with those that lie around them, of their own kind or of another: they are divided into cells about pivots, those into smaller ones, and so
 * on, and each example is compared with the members of its smallest cell. Several trees with different pivots put different
 * examples on the borders.
 */
final class NeighbourForest {
    private static final int NUM_TREES = 8;
    private static final int MOST_CELLS_A_LEVEL = 16;

    /** Cells with more members are divided, into cells of half as many if they are even. */
    private static final int MOST_MEMBERS = 512;

    private final Embeddings embeddings;
    private final int[] rows;
    private final NearestNeighbours lists;
    /** Those in the first places look for neighbours. */
    private final int numSeeking;
    /** Those from this place on are neighbours. */
    private final int firstFound;

    private NeighbourForest(
            Embeddings embeddings, int[] rows, NearestNeighbours lists, int numSeeking, int firstFound) {
        this.embeddings = embeddings;
        this.rows = rows;
        this.lists = lists;
        this.numSeeking = numSeeking;
        this.firstFound = firstFound;
    }

    /** Neighbours of examples among themselves. */
    static NeighbourForest among(Embeddings embeddings, int[] rows, NearestNeighbours lists) {
        return new NeighbourForest(embeddings, rows, lists, rows.length, 0);
    }

    /** Neighbours of examples among others. */
    static NeighbourForest between(Embeddings embeddings, int[] rows, int[] others, NearestNeighbours lists) {
        int[] all = Arrays.copyOf(rows, rows.length + others.length);
        System.arraycopy(others, 0, all, rows.length, others.length);
        return new NeighbourForest(embeddings, all, lists, rows.length, rows.length);
    }

    /** Offers each example the members of its smallest cells. */
    void run() {
        int[] all = new int[rows.length];
        Arrays.setAll(all, n -> n);
        for (int tree = 0; tree < NUM_TREES; tree++) {
            // One tree after the other: only one thread at a time changes an example's list.
            descend(List.of(all), tree);
        }
    }

    private void descend(List<int[]> cells, int tree) {
        Blocks.forEachOf(cells.size(), 1, () -> null, (block, from, to, none) -> {
            // Members are in order of their places: the first is of those that seek, if any is.
            int[] members = cells.get(from);
            if (members.length == 0 || members[0] >= numSeeking) {
                return;
            }
            if (members.length <= MOST_MEMBERS) {
                compareAll(members);
            } else {
                descend(divided(members, tree), tree);
            }
        });
    }

    private List<int[]> divided(int[] members, int tree) {
        int[] pivots = new int[Math.min(MOST_CELLS_A_LEVEL, 2 * members.length / MOST_MEMBERS)];
        for (int c = 0; c < pivots.length; c++) {
            long place = ((long) c * NUM_TREES + tree) * members.length / ((long) pivots.length * NUM_TREES);
            pivots[c] = rows[members[(int) place]];
        }
        Cells cells = new Cells(embeddings, pivots);
        int[][] places = cells.members(cells.assign(Cells.at(rows, members), new float[members.length]));
        List<int[]> parts = new ArrayList<>();
        for (int[] part : places) {
            if (part.length == members.length) {
                return chunks(members);
            }
            parts.add(Cells.at(members, part));
        }
        return parts;
    }

    /** Where one pivot is nearest to all, as it is to equal vectors, they are divided as they come. */
    private static List<int[]> chunks(int[] members) {
        List<int[]> chunks = new ArrayList<>();
        for (int from = 0; from < members.length; from += MOST_MEMBERS) {
            chunks.add(Arrays.copyOfRange(members, from, Math.min(members.length, from + MOST_MEMBERS)));
        }
        return chunks;
    }

    private void compareAll(int[] members) {
        int[] memberRows = Cells.at(rows, members);
        int count = members.length;
        while (members[count - 1] >= numSeeking) {
            count--;
        }
        Tile tile = new Tile(embeddings);
        for (int from = 0; from < count; from += Tile.WIDTH) {
            int start = from;
            int end = Math.min(count, from + Tile.WIDTH);
            tile.load(memberRows, start, end);
            tile.compare(memberRows, 0, members.length, (other, distances) -> {
                for (int n = start; n < end; n++) {
                    if (members[other] >= firstFound && other != n) {
                        lists.offer(members[n], members[other] - firstFound, distances[n - start]);
                    }
                }
            });
        }
    }
}
