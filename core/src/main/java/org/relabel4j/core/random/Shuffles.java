package org.relabel4j.core.random;

import java.util.random.RandomGenerator;

/** Random orders and choices of primitive arrays (Fisher and Yates). */
public final class Shuffles {
    private Shuffles() {}

    /** The numbers 0 to size − 1 in random order. */
    public static int[] permutation(int size, RandomGenerator rng) {
        int[] items = new int[size];
        for (int n = 0; n < size; n++) {
            items[n] = n;
        }
        shuffle(items, rng);
        return items;
    }

    /** Puts all items into random order. */
    public static void shuffle(int[] items, RandomGenerator rng) {
        choose(items, items.length, items.length, rng);
    }

    /**
     * Puts a random choice of the first {@code size} items, in random order, into the first {@code count} places.
     *
     * @param size items to choose from, at most the array's length
     * @param count how many to choose, at most size
     */
    public static void choose(int[] items, int size, int count, RandomGenerator rng) {
        for (int n = 0; n < count; n++) {
            int other = rng.nextInt(n, size);
            int item = items[n];
            items[n] = items[other];
            items[other] = item;
        }
    }
}
