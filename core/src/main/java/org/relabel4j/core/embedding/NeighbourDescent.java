package org.relabel4j.core.embedding;

import java.util.Arrays;
import org.relabel4j.core.parallel.Blocks;
import org.relabel4j.core.probability.Embeddings;

/**
 * Improves lists of near neighbours: a neighbour of a neighbour, in either direction, is likely one too. In each round every
 * example is compared with those that its lists of the round before lead to and have not led to yet; so the result does not
 * depend on threads.
 *
 * <p>Source: Dong, Charikar and Li 2011, "Efficient k-nearest neighbor graph construction for generic similarity measures",
 * WWW '11, without its sampling.
 */
final class NeighbourDescent {
    private static final int MAX_ROUNDS = 6;

    /** A round that changes fewer than this share of all neighbours is the last. */
    private static final double FEW_CHANGES = 0.002;

    private static final int EXAMPLES_A_BLOCK = 256;

    private final Embeddings embeddings;
    private final int[] rows;
    private final int k;
    private final NearestNeighbours lists;
    /** The lists before the round: first the k neighbours of an example, then as many that have it for a neighbour, or -1. */
    private final int[] links;
    /** Whether a link was not there a round earlier. */
    private final boolean[] isNew;

    private final int[] linksBefore;

    NeighbourDescent(Embeddings embeddings, int[] rows, NearestNeighbours lists) {
        this.embeddings = embeddings;
        this.rows = rows;
        this.k = lists.k();
        this.lists = lists;
        this.links = new int[Math.multiplyExact(rows.length, 2 * k)];
        this.linksBefore = new int[links.length];
        this.isNew = new boolean[links.length];
        Arrays.fill(links, -1);
    }

    void run() {
        for (int round = 0; round < MAX_ROUNDS && takeLinks() > FEW_CHANGES * rows.length * k; round++) {
            Blocks.forEachOf(rows.length, EXAMPLES_A_BLOCK, () -> new int[rows.length], (block, from, to, seenBy) -> {
                for (int n = from; n < to; n++) {
                    compareWithNeighboursOfNeighbours(n, seenBy);
                }
            });
        }
    }

    /** Reads the lists, and tells how many neighbours are new. */
    private int takeLinks() {
        System.arraycopy(links, 0, linksBefore, 0, links.length);
        Arrays.fill(links, -1);
        int[] numReverse = new int[rows.length];
        for (int n = 0; n < rows.length; n++) {
            for (int rank = 0; rank < k; rank++) {
                int m = lists.neighbour(n, rank);
                links[n * 2 * k + rank] = m;
                if (m >= 0 && numReverse[m] < k) {
                    links[m * 2 * k + k + numReverse[m]++] = n;
                }
            }
        }
        int numNew = 0;
        for (int n = 0; n < rows.length; n++) {
            int start = n * 2 * k;
            for (int link = start; link < start + 2 * k; link++) {
                isNew[link] = links[link] >= 0 && !contains(linksBefore, start, start + 2 * k, links[link]);
                numNew += isNew[link] && link < start + k ? 1 : 0;
            }
        }
        return numNew;
    }

    private static boolean contains(int[] values, int from, int to, int value) {
        for (int n = from; n < to; n++) {
            if (values[n] == value) {
                return true;
            }
        }
        return false;
    }

    /** {@code seenBy[m]} is n + 1 if n has been compared with m: an array that serves all n of a thread in turn. */
    private void compareWithNeighboursOfNeighbours(int n, int[] seenBy) {
        int start = n * 2 * k;
        seenBy[n] = n + 1;
        for (int rank = 0; rank < k; rank++) {
            int m = links[start + rank];
            if (m >= 0) {
                seenBy[m] = n + 1;
            }
        }
        for (int link = start; link < start + 2 * k; link++) {
            int m = links[link];
            if (m < 0) {
                continue;
            }
            compare(n, m, isNew[link], seenBy);
            for (int next = m * 2 * k; next < (m + 1) * 2 * k; next++) {
                compare(n, links[next], isNew[link] || isNew[next], seenBy);
            }
        }
    }

    private void compare(int n, int candidate, boolean worthwhile, int[] seenBy) {
        if (worthwhile && candidate >= 0 && seenBy[candidate] != n + 1) {
            seenBy[candidate] = n + 1;
            lists.offer(n, candidate, (float) embeddings.squaredDistance(rows[n], rows[candidate]));
        }
    }
}
