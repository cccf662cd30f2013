package org.relabel4j.core.embedding;

import org.relabel4j.core.parallel.Blocks;
import org.relabel4j.core.probability.Embeddings;

/** Some examples and their distances in the embedding. */
record EuclideanSpace(Embeddings embeddings, int[] rows) implements PlusPlus.Space {
    @Override
    public int size() {
        return rows.length;
    }

    @Override
    public void lowerAll(int[] chosen, int from, int to, double[] squaredDistances) {
        int[] centres = Cells.at(rows, chosen);
        Blocks.forEachOf(rows.length, Tile.WIDTH, () -> new Tile(embeddings), (block, start, end, tile) -> {
            tile.load(rows, start, end);
            tile.compare(centres, from, to, (centre, distances) -> {
                for (int n = start; n < end; n++) {
                    squaredDistances[n] = Math.min(squaredDistances[n], distances[n - start]);
                }
            });
        });
    }

    @Override
    public double squaredDistance(int item, int[] chosen, int from, int to) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int n = from; n < to; n++) {
            nearest = Math.min(nearest, embeddings.squaredDistance(rows[item], rows[chosen[n]]));
        }
        return nearest;
    }
}
