package org.relabel4j.models.vision.layers;

import org.relabel4j.core.parallel.Blocks;

/** Arrays whose last dimension is the channel, cut into tiles of whole pixels that fit into a core's first cache. */
final class Tiles {
    /** Floats a tile at most (8 KiB), or one pixel. */
    static final int MAX_LENGTH = 2048;

    static final int TILES_A_BLOCK = 32;

    private Tiles() {}

    /** What is done with one tile: {@code count} floats from {@code position} on; the buffers have the tile's length. */
    @FunctionalInterface
    interface TileBody {
        void run(int position, int count, float[] first, float[] second);
    }

    static void forEach(int length, int tile, TileBody body) {
        int tiles = count(length, tile);
        Blocks.forEachOf(tiles, TILES_A_BLOCK, () -> new float[2][tile], (block, from, to, s) -> {
            for (int t = from; t < to; t++) {
                body.run(t * tile, Math.min(tile, length - t * tile), s[0], s[1]);
            }
        });
    }

    static int length(int channels) {
        return channels * Math.max(1, MAX_LENGTH / channels);
    }

    static int count(int length, int tile) {
        return (length + tile - 1) / tile;
    }

    static int numBlocks(int tiles) {
        return (tiles + TILES_A_BLOCK - 1) / TILES_A_BLOCK;
    }

    static float[] repeated(float[] byChannel, int tile) {
        float[] values = new float[tile];
        for (int j = 0; j < tile; j += byChannel.length) {
            System.arraycopy(byChannel, 0, values, j, byChannel.length);
        }
        return values;
    }

    /** Two tiles of sums, folded into one sum a channel each, one after the other. */
    static double[] folded(float[] first, float[] second, int channels) {
        double[] sums = new double[2 * channels];
        for (int j = 0; j < first.length; j += channels) {
            for (int c = 0; c < channels; c++) {
                sums[c] += first[j + c];
                sums[channels + c] += second[j + c];
            }
        }
        return sums;
    }

    static double[] total(double[][] sums, int channels) {
        double[] total = new double[2 * channels];
        for (double[] block : sums) {
            for (int c = 0; c < total.length; c++) {
                total[c] += block[c];
            }
        }
        return total;
    }
}
