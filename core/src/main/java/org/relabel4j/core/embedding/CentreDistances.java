package org.relabel4j.core.embedding;

import java.util.Arrays;
import org.relabel4j.core.parallel.Blocks;
import org.relabel4j.core.probability.Embeddings;

/** Squared distances of candidates to the nearest of some centres: exact, or a bound that is never below. */
final class CentreDistances {
    /** Of a cell with many centres, this many times the mean are looked at. */
    private static final int MOST_TIMES_MEAN = 4;

    private CentreDistances() {}

    /** Compares every candidate with every centre; infinite if there is none. */
    static float[] exact(Embeddings embeddings, int[] candidates, int[] centres) {
        float[] nearest = new float[candidates.length];
        Cells.nearest(embeddings, candidates, embeddings, centres, nearest);
        return nearest;
    }

    /**
     * Compares every candidate with about 2 √L of the L centres: √L pivots among them, and those that share its nearest pivot
     * (of a cell with over four times √L centres only so many). True distances to centres, so never below that to the nearest.
     */
    static float[] upperBounds(Embeddings embeddings, int[] candidates, int[] centres) {
        int numCells = (int) Math.ceil(Math.sqrt(centres.length));
        if (numCells == 0) {
            return exact(embeddings, candidates, centres);
        }
        Cells cells = new Cells(embeddings, centres, numCells);
        int[][] centresOf = cells.members(cells.assign(centres, new float[centres.length]));
        float[] nearest = new float[candidates.length];
        int[][] candidatesOf = cells.members(cells.assign(candidates, nearest));
        Blocks.forEachOf(numCells, 1, () -> new Tile(embeddings), (cell, first, last, tile) -> {
            int[] places = candidatesOf[cell];
            int[] rows = Cells.at(candidates, places);
            int[] own = Cells.at(centres, centresOf[cell]);
            int numOwn = Math.min(own.length, MOST_TIMES_MEAN * numCells);
            for (int from = 0; from < rows.length; from += Tile.WIDTH) {
                int start = from;
                int end = Math.min(rows.length, from + Tile.WIDTH);
                tile.load(rows, start, end);
                tile.compare(own, 0, numOwn, (centre, distances) -> {
                    for (int n = start; n < end; n++) {
                        nearest[places[n]] = Math.min(nearest[places[n]], distances[n - start]);
                    }
                });
            }
        });
        return nearest;
    }

    /** Lowers the distances of some places by comparing each with the centres from a number of its own on. */
    static void lower(
            Embeddings embeddings, int[] candidates, int[] places, int[] centres, int[] from, float[] nearest) {
        int[] rows = Cells.at(candidates, places);
        Blocks.forEachOf(places.length, Tile.WIDTH, () -> new Tile(embeddings), (block, start, end, tile) -> {
            int first = Arrays.stream(places, start, end)
                    .map(place -> from[place])
                    .min()
                    .orElse(centres.length);
            tile.load(rows, start, end);
            tile.compare(centres, first, centres.length, (centre, distances) -> {
                for (int n = start; n < end; n++) {
                    nearest[places[n]] = Math.min(nearest[places[n]], distances[n - start]);
                }
            });
        });
    }
}
