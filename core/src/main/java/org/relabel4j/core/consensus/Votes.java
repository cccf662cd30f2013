package org.relabel4j.core.consensus;

import java.util.Arrays;
import org.relabel4j.core.annotation.Annotations;

/** Consensus methods that look at one example's labels alone. */
final class Votes {
    private Votes() {}

    /** Chooses a label. */
    @FunctionalInterface
    interface Choice {
        /**
         * @param i a labelled example
         * @param counts its votes by class
         */
        int label(int i, int[] counts);
    }

    static Consensus consensus(Annotations annotations, Choice choice) {
        int n = annotations.numExamples();
        int[] labels = new int[n];
        double[] agreement = new double[n];
        int[] counts = new int[annotations.numClasses()];
        for (int i = 0; i < n; i++) {
            if (annotations.isLabelled(i)) {
                Arrays.fill(counts, 0);
                annotations.addVotes(i, counts);
                labels[i] = choice.label(i, counts);
                agreement[i] = (double) counts[labels[i]] / annotations.count(i);
            } else {
                labels[i] = -1;
                agreement[i] = Double.NaN;
            }
        }
        return new Consensus(labels, agreement, agreement);
    }
}
