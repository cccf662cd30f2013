package org.relabel4j.core.cleaning;

import java.util.OptionalInt;

/** Decides which examples to have labelled again, and in which order. Immutable and thread-safe. */
@FunctionalInterface
public interface CleaningSelector {
    /**
     * Begins to choose, after training what it needs on the current labels.
     *
     * @param state read whenever the queue is asked; the caller relabels what the queue names before it asks again
     * @param labels labels to buy before it begins anew, at least 1; an example takes one or more
     * @param seed the only source of randomness
     */
    Queue begin(CleaningState state, int labels, long seed);

    /** The order in which to relabel, made up as it goes on. */
    @FunctionalInterface
    interface Queue {
        /** The example to relabel next; empty if there is none left. */
        OptionalInt next();

        /** The order that an array gives. */
        static Queue of(int[] examples) {
            int[] position = {0};
            return () -> position[0] < examples.length ? OptionalInt.of(examples[position[0]++]) : OptionalInt.empty();
        }
    }
}
