package org.relabel4j.core.embedding;

import java.util.Arrays;
import org.relabel4j.core.parallel.Blocks;
import org.relabel4j.core.probability.Embeddings;

/** Divides examples among pivots, some of the examples themselves: each belongs to the nearest, the first of equally near. */
final class Cells {
    private final Embeddings embeddings;
    private final int[] pivots;

    /**
     * @param rows examples to take pivots from, evenly spaced
     * @param count pivots, 1 to the number of rows
     */
    Cells(Embeddings embeddings, int[] rows, int count) {
        this.embeddings = embeddings;
        this.pivots = new int[count];
        for (int c = 0; c < count; c++) {
            pivots[c] = rows[(int) ((long) c * rows.length / count)];
        }
    }

    /** Cells about given examples. */
    Cells(Embeddings embeddings, int[] pivots) {
        this.embeddings = embeddings;
        this.pivots = pivots;
    }

    /**
     * Finds the cell of each of some examples.
     *
     * @param squaredDistances set to those from the pivots, length as rows
     * @return length as rows
     */
    int[] assign(int[] rows, float[] squaredDistances) {
        return nearest(embeddings, rows, embeddings, pivots, squaredDistances);
    }

    /** The place in {@code others} of the nearest to each row, the first of equally near ones. */
    static int[] nearest(
            Embeddings embeddings, int[] rows, Embeddings otherVectors, int[] others, float[] squaredDistances) {
        int[] nearest = new int[rows.length];
        Arrays.fill(squaredDistances, Float.POSITIVE_INFINITY);
        Blocks.forEachOf(rows.length, Tile.WIDTH, () -> new Tile(embeddings), (block, from, to, tile) -> {
            tile.load(rows, from, to);
            tile.compare(otherVectors, others, 0, others.length, (other, distances) -> {
                for (int n = from; n < to; n++) {
                    if (distances[n - from] < squaredDistances[n]) {
                        squaredDistances[n] = distances[n - from];
                        nearest[n] = other;
                    }
                }
            });
        });
        return nearest;
    }

    /** The places of each cell's members, ascending. */
    int[][] members(int[] cellOf) {
        int[] sizes = new int[pivots.length];
        for (int cell : cellOf) {
            sizes[cell]++;
        }
        int[][] members = new int[pivots.length][];
        for (int c = 0; c < members.length; c++) {
            members[c] = new int[sizes[c]];
        }
        for (int n = cellOf.length - 1; n >= 0; n--) {
            members[cellOf[n]][--sizes[cellOf[n]]] = n;
        }
        return members;
    }

    /** {@code rows[place]} of each place. */
    static int[] at(int[] rows, int[] places) {
        int[] result = new int[places.length];
        for (int n = 0; n < result.length; n++) {
            result[n] = rows[places[n]];
        }
        return result;
    }
}
