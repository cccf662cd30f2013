package org.relabel4j.core.consensus;

/** The largest value of a row. */
final class RowMath {
    private RowMath() {}

    /** Place, from 0, of the first largest of {@code length} values. */
    static int argmax(double[] values, int offset, int length) {
        int best = 0;
        for (int k = 1; k < length; k++) {
            if (values[offset + k] > values[offset + best]) {
                best = k;
            }
        }
        return best;
    }

    /** The same if no other value equals it, else -1. */
    static int uniqueArgmax(double[] values, int offset, int length) {
        int best = argmax(values, offset, length);
        for (int k = best + 1; k < length; k++) {
            if (values[offset + k] == values[offset + best]) {
                return -1;
            }
        }
        return best;
    }
}
