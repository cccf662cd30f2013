package org.relabel4j.core.embedding;

import java.util.Arrays;
import org.relabel4j.core.probability.Embeddings;

/**
 * Finds the candidate farthest from all centres, again and again as candidates become centres, without comparing all with all.
 *
 * <p>A distance that is measured to some of the centres only can but shrink when the others are looked at. So the candidates
 * wait in a heap by such bounds, and only those on top are compared with the centres that they lack, until one that lacks
 * none is on top.
 */
final class FarthestFirst {
    /** Up to here, all candidates are compared with all centres to begin with. */
    private static final int FEW_CENTRES = 128;

    private static final int MOST_AT_A_TIME = 256 * Tile.WIDTH;

    private final Embeddings embeddings;
    private final int[] candidates;
    private final float[] bounds;
    /** How many of the centres a candidate has been compared with. */
    private final int[] compared;
    /** By bound, largest first, then by place. */
    private final int[] heap;

    private final double factor;
    private final int numFirst;
    private int heapSize;
    private int[] centres;

    /**
     * @param candidates of equally far ones the first is taken
     * @param slack 0 = always the farthest; otherwise one at least 1 / (1 + slack) times as far
     */
    FarthestFirst(Embeddings embeddings, int[] candidates, int[] centres, double slack) {
        this.embeddings = embeddings;
        this.candidates = candidates;
        this.centres = centres;
        this.numFirst = centres.length;
        this.factor = (1 + slack) * (1 + slack);
        this.compared = new int[candidates.length];
        this.heap = new int[candidates.length];
        if (centres.length <= FEW_CENTRES) {
            this.bounds = CentreDistances.exact(embeddings, candidates, centres);
            Arrays.fill(compared, centres.length);
        } else {
            this.bounds = CentreDistances.upperBounds(embeddings, candidates, centres);
        }
        for (int place = 0; place < candidates.length; place++) {
            push(place);
        }
    }

    /** Takes the next candidate and makes it a centre. */
    int next() {
        int best = -1;
        int numDone = 0;
        int[] done = new int[Tile.WIDTH];
        for (int wanted = Tile.WIDTH; !isFarthest(best); wanted = Math.min(2 * wanted, MOST_AT_A_TIME)) {
            int[] places = top(wanted);
            compare(places);
            done = Arrays.copyOf(done, Math.max(done.length, numDone + places.length));
            for (int place : places) {
                done[numDone++] = place;
                best = best < 0 || isBefore(place, best) ? place : best;
            }
        }
        for (int n = 0; n < numDone; n++) {
            if (done[n] != best) {
                push(done[n]);
            }
        }
        centres = Arrays.copyOf(centres, centres.length + 1);
        centres[centres.length - 1] = candidates[best];
        return candidates[best];
    }

    /**
     * Takes some candidates from the heap; if any of them lacks the first centres, so many more that those that do fill a tile,
     * since a tile takes as long with one of them.
     */
    private int[] top(int wanted) {
        int[] places = new int[Math.min(heapSize, wanted + MOST_AT_A_TIME)];
        int count = 0;
        int numNew = 0;
        while (heapSize > 0 && count < places.length && (count < wanted || numNew > 0 && numNew < Tile.WIDTH)) {
            int place = pop();
            places[count++] = place;
            numNew += compared[place] < numFirst ? 1 : 0;
        }
        return Arrays.copyOf(places, count);
    }

    private boolean isFarthest(int place) {
        return heapSize == 0 || place >= 0 && (isBefore(place, heap[0]) || bounds[place] * factor > bounds[heap[0]]);
    }

    /** Brings the bounds of some candidates down to their distances. */
    private void compare(int[] places) {
        int[] behind = Arrays.stream(places)
                .filter(place -> compared[place] < centres.length)
                .mapToLong(place -> (long) compared[place] << Integer.SIZE | place)
                .sorted()
                .mapToInt(key -> (int) key)
                .toArray();
        CentreDistances.lower(embeddings, candidates, behind, centres, compared, bounds);
        for (int place : behind) {
            compared[place] = centres.length;
        }
    }

    private boolean isBefore(int a, int b) {
        return bounds[a] > bounds[b] || bounds[a] == bounds[b] && a < b;
    }

    private void push(int place) {
        int n = heapSize++;
        while (n > 0 && isBefore(place, heap[(n - 1) / 2])) {
            heap[n] = heap[(n - 1) / 2];
            n = (n - 1) / 2;
        }
        heap[n] = place;
    }

    private int pop() {
        int top = heap[0];
        int last = heap[--heapSize];
        int n = 0;
        for (int child = 1; child < heapSize; child = 2 * n + 1) {
            child += child + 1 < heapSize && isBefore(heap[child + 1], heap[child]) ? 1 : 0;
            if (!isBefore(heap[child], last)) {
                break;
            }
            heap[n] = heap[child];
            n = child;
        }
        heap[n] = last;
        return top;
    }
}
