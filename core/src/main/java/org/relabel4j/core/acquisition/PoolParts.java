package org.relabel4j.core.acquisition;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.training.MemberPredictions;

/** Parts of a pool that several strategies look at. */
final class PoolParts {
    private PoolParts() {}

    static int[] labelled(PoolState state) {
        return where(state, i -> state.annotations().isLabelled(i));
    }

    static int[] unlabelled(PoolState state) {
        return where(state, i -> !state.annotations().isLabelled(i));
    }

    /** The examples, ascending, of which a condition holds. */
    static int[] where(PoolState state, IntPredicate condition) {
        int[] rows = new int[state.numExamples()];
        int size = 0;
        for (int i = 0; i < rows.length; i++) {
            if (condition.test(i)) {
                rows[size++] = i;
            }
        }
        return Arrays.copyOf(rows, size);
    }

    /**
     * Embeddings of the first model that has them.
     *
     * @param who wants them, for the message
     * @throws IllegalArgumentException if no model has them
     */
    static Embeddings embeddings(PoolState state, String who) {
        return state.members().stream()
                .flatMap(member -> member.embeddings().stream())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(who + " needs embeddings but none of "
                        + String.join(
                                ", ",
                                state.members().stream()
                                        .map(MemberPredictions::model)
                                        .toList())
                        + " came with any; choose a model with embeddings and have them kept"));
    }

    static void checkBatchSize(int batchSize, int numExamples) {
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
