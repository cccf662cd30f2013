package org.relabel4j.core.acquisition;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import org.relabel4j.core.random.Shuffles;

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

    /** Some of the examples, or all if there are no more, in random order. */
    static int[] sample(int[] examples, int most, RandomGenerator rng) {
        int[] order = examples.clone();
        int size = Math.min(most, order.length);
        Shuffles.choose(order, order.length, size, rng);
        return Arrays.copyOf(order, size);
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
