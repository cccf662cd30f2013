package org.relabel4j.core.consensus;

import java.util.Arrays;
import org.relabel4j.core.annotation.Annotations;

/** Finds the classes with most votes of one example. Linear in its votes, whatever the number of classes; not thread-safe. */
final class VoteCounter {
    private final Annotations annotations;
    private final int[] counts;
    private final int[] winners;

    VoteCounter(Annotations annotations) {
        this.annotations = annotations;
        this.counts = new int[annotations.numClasses()];
        this.winners = new int[annotations.numClasses()];
    }

    /**
     * Counts the votes of example {@code i}.
     *
     * @return how many classes share the largest count; read them with {@link #winners}
     */
    int count(int i) {
        int start = annotations.rowStart(i);
        int end = annotations.rowEnd(i);
        int most = 0;
        for (int a = start; a < end; a++) {
            most = Math.max(most, ++counts[annotations.labelAt(a)]);
        }
        int numWinners = 0;
        for (int a = start; a < end; a++) {
            int label = annotations.labelAt(a);
            if (counts[label] == most) {
                winners[numWinners++] = label;
            }
            counts[label] = 0;
        }
        if (numWinners > 1) {
            Arrays.sort(winners, 0, numWinners);
        }
        return numWinners;
    }

    /** The classes that share the largest count, ascending; valid until the next count. Callers may overwrite it. */
    int[] winners() {
        return winners;
    }

    /** Fraction of example {@code i}'s votes that are for a class. */
    static double agreement(Annotations annotations, int i, int label) {
        int agreeing = 0;
        for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
            if (annotations.labelAt(a) == label) {
                agreeing++;
            }
        }
        return (double) agreeing / annotations.count(i);
    }

    /** The same fraction for all examples, NaN for unlabelled ones. */
    static double[] agreements(Annotations annotations, int[] labels) {
        double[] agreement = new double[labels.length];
        for (int i = 0; i < labels.length; i++) {
            agreement[i] = annotations.isLabelled(i) ? agreement(annotations, i, labels[i]) : Double.NaN;
        }
        return agreement;
    }
}
