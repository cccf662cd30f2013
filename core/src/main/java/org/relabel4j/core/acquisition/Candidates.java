package org.relabel4j.core.acquisition;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** Checks and joins batches. */
final class Candidates {
    private Candidates() {}

    static void checkSize(int batchSize, int numCandidates) {
        if (batchSize < 1 || batchSize > numCandidates) {
            throw new IllegalArgumentException(
                    "batchSize is " + batchSize + ", expected 1 to " + numCandidates + ", the examples to choose from");
        }
    }

    /** The candidates, in their order, of which a condition holds. */
    static int[] where(int[] candidates, IntPredicate condition) {
        return Arrays.stream(candidates).filter(condition).toArray();
    }

    static int[] concat(int[] first, int[] second) {
        int[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** {@code rows[place]} of each place. */
    static int[] at(int[] rows, int[] places) {
        return Arrays.stream(places).map(place -> rows[place]).toArray();
    }
}
