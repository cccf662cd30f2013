package org.relabel4j.datasets;

import java.util.Arrays;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.random.Shuffles;
import org.relabel4j.core.text.Options;

/** Which examples of a data set are taken. */
final class Subsets {
    static final String ALL = "all";

    private Subsets() {}

    /**
     * The number that an option asks for.
     *
     * @param available what {@code all} means, and the most there can be
     * @throws IllegalArgumentException if it is neither {@code all} nor a number from 1 on, or more than there are
     */
    static int size(Options options, String name, int available) {
        return options.text(name).equals(ALL) ? available : options.integer(name, 1, available);
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
