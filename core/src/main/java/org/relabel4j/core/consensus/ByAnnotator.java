package org.relabel4j.core.consensus;

import org.relabel4j.core.annotation.Annotations;

/** Annotations sorted by annotator, those of one in the order of the examples. */
public final class ByAnnotator {
    private final int[] starts;
    private final int[] positions;

    /** Sorts, in time and memory linear in the annotations. */
    public ByAnnotator(Annotations annotations) {
        this.starts = new int[annotations.numAnnotators() + 1];
        this.positions = new int[annotations.size()];
        for (int a = 0; a < positions.length; a++) {
            starts[annotations.annotatorAt(a) + 1]++;
        }
        for (int j = 0; j + 1 < starts.length; j++) {
            starts[j + 1] += starts[j];
        }
        // Each start moves to the next annotator's while positions are written; then all move back by one.
        for (int a = 0; a < positions.length; a++) {
            positions[starts[annotations.annotatorAt(a)]++] = a;
        }
        System.arraycopy(starts, 0, starts, 1, starts.length - 1);
        starts[0] = 0;
    }

    /** First place of annotator {@code j}'s annotations in this order. */
    public int start(int j) {
        return starts[j];
    }

    /** Place after the last of annotator {@code j}'s annotations. */
    public int end(int j) {
        return starts[j + 1];
    }

    /** Number of labels of annotator {@code j}. */
    public int count(int j) {
        return starts[j + 1] - starts[j];
    }

    /** Position in {@link Annotations} of the annotation at a place of this order. */
    public int position(int place) {
        return positions[place];
    }
}
