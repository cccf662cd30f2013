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
        shuffle(items, 0, items.length, rng);
    }

    /** Puts the items {@code from .. to-1} into random order among themselves. */
    public static void shuffle(int[] items, int from, int to, RandomGenerator rng) {
        swapForward(items, from, to, to, rng);
    }

    /**
     * Puts a random choice of the first {@code size} items, in random order, into the first {@code count} places.
     *
     * @param size items to choose from, at most the array's length
     * @param count how many to choose, at most size
     */
    public static void choose(int[] items, int size, int count, RandomGenerator rng) {
        choose(items, 0, size, count, rng);
    }

    /** Likewise of the items {@code from .. to-1} among themselves: a choice of {@code count} into the first of these places. */
    public static void choose(int[] items, int from, int to, int count, RandomGenerator rng) {
        swapForward(items, from, from + count, to, rng);
    }

    /** Fills the places {@code from .. to-1} one by one with an item drawn from those not placed yet, up to {@code end - 1}. */
    private static void swapForward(int[] items, int from, int to, int end, RandomGenerator rng) {
        for (int n = from; n < to; n++) {
            int other = rng.nextInt(n, end);
            int item = items[n];
            items[n] = items[other];
            items[other] = item;
        }
    }
}
