package org.relabel4j.core.acquisition;

/**
 * Sorts examples by score: a radix sort from the lowest digit to the highest, which is stable, linear, and walks through memory
 * in order. Ten million examples take half a second, and 24 bytes each.
 */
final class ScoreOrder {
    private static final int DIGIT_BITS = 11;
    private static final int DIGIT_VALUES = 1 << DIGIT_BITS;
    private static final int NUM_DIGITS = (Long.SIZE + DIGIT_BITS - 1) / DIGIT_BITS;

    private ScoreOrder() {}

    /**
     * The examples in ascending order of their values; those of equal value keep their order.
     *
     * @param examples left as they are
     * @param values by example, no NaN; 0.0 and -0.0 are different
     */
    static int[] ascending(int[] examples, double[] values) {
        long[] keys = new long[examples.length];
        for (int n = 0; n < keys.length; n++) {
            keys[n] = key(values[examples[n]]);
        }
        int[][] counts = digitCounts(keys);
        int[] sorted = examples.clone();
        int[] others = new int[sorted.length];
        long[] otherKeys = new long[keys.length];
        for (int digit = 0; digit < NUM_DIGITS; digit++) {
            if (!startPlaces(counts[digit], keys.length)) {
                continue;
            }
            int shift = digit * DIGIT_BITS;
            for (int n = 0; n < keys.length; n++) {
                int place = counts[digit][digit(keys[n], shift)]++;
                otherKeys[place] = keys[n];
                others[place] = sorted[n];
            }
            long[] oldKeys = keys;
            keys = otherKeys;
            otherKeys = oldKeys;
            int[] old = sorted;
            sorted = others;
            others = old;
        }
        return sorted;
    }

    /** A number without sign that is larger for a larger value: the bits, all turned over if the value is negative. */
    private static long key(double value) {
        long bits = Double.doubleToRawLongBits(value);
        return bits ^ (bits >> Long.SIZE - 1 | Long.MIN_VALUE);
    }

    private static int digit(long key, int shift) {
        return (int) (key >>> shift) & DIGIT_VALUES - 1;
    }

    private static int[][] digitCounts(long[] keys) {
        int[][] counts = new int[NUM_DIGITS][DIGIT_VALUES];
        for (long key : keys) {
            for (int digit = 0; digit < NUM_DIGITS; digit++) {
                counts[digit][digit(key, digit * DIGIT_BITS)]++;
            }
        }
        return counts;
    }

    /** Turns the counts of a digit into the first place of each; false if all have the same, so that nothing is to move. */
    private static boolean startPlaces(int[] counts, int total) {
        int start = 0;
        for (int value = 0; value < counts.length; value++) {
            int count = counts[value];
            if (count == total) {
                return false;
            }
            counts[value] = start;
            start += count;
        }
        return true;
    }
}
