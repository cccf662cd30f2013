package org.relabel4j.datasets;

import java.util.Arrays;
import java.util.Optional;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.random.Shuffles;

/** Which examples of a data set are taken. */
final class Subsets {
    private Subsets() {}

    /** An option that asks for a number of examples, or for all, which is its default. */
    static Option<Optional<Integer>> size(String name, String summary) {
        return Option.integer(name, 1, Integer.MAX_VALUE, summary).orWord("all").withDefault(Optional.empty());
    }

    /**
     * The number that an option asks for.
     *
     * @param available what {@code all} means, and the most there can be
     * @throws IllegalArgumentException if it is more than there are
     */
    static int size(Options options, Option<Optional<Integer>> option, int available) {
        int size = options.get(option).orElse(available);
        if (size > available) {
            throw options.complaint(
                    option, "is \"" + size + "\", expected a whole number from 1 to " + available + ", or all");
        }
        return size;
    }

    /** A random choice of {@code 0 .. size-1}, in random order. */
    static int[] random(int size, int count, long seed, String purpose) {
        return Arrays.copyOf(Shuffles.permutation(size, Seeds.generator(seed, purpose)), count);
    }

    /** A random choice of {@code 0 .. size-1}, in ascending order. */
    static int[] randomInOrder(int size, int count, long seed, String purpose) {
        int[] chosen = random(size, count, seed, purpose);
        Arrays.sort(chosen);
        return chosen;
    }
}
