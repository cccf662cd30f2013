package org.relabel4j.core.acquisition;

import java.util.Arrays;

/** Checks and joins batches. */
final class Batches {
    private Batches() {}

    static void checkSize(int batchSize, int numExamples) {
        if (batchSize < 1 || batchSize > numExamples) {
            throw new IllegalArgumentException(
                    "batchSize is " + batchSize + ", expected 1 to " + numExamples + ", the examples in the pool");
        }
    }

    static int[] concat(int[] first, int[] second) {
        int[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
