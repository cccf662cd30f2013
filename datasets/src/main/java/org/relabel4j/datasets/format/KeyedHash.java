package org.relabel4j.datasets.format;

import java.util.SplittableRandom;

/**
 * A hash with a secret of this process, so that nobody can choose ids that collide: a file of them would take hours. Nothing that
 * is seen from outside may depend on it.
 */
final class KeyedHash {
    private static final long SECRET;
    private static final long FACTOR;

    static {
        SplittableRandom unseeded = new SplittableRandom();
        SECRET = unseeded.nextLong();
        FACTOR = unseeded.nextLong() | 1;
    }

    private KeyedHash() {}

    /** The hash of a number; its higher bits are the better ones. */
    static long of(int number) {
        return mix(SECRET ^ number);
    }

    /** The hash of a text; its higher bits are the better ones. */
    static long of(char[] text, int offset, int length) {
        long hash = SECRET + length;
        int n = offset;
        for (int end = offset + (length & ~3); n < end; n += 4) {
            hash = mix(hash ^ text[n] ^ (long) text[n + 1] << 16 ^ (long) text[n + 2] << 32 ^ (long) text[n + 3] << 48);
        }
        long rest = 0;
        for (; n < offset + length; n++) {
            rest = rest << 16 | text[n];
        }
        return mix(hash ^ rest);
    }

    /** 0 for 0. Both halves of a product count: the lower one alone has collisions whatever the factor is. */
    static long mix(long hash) {
        return hash * FACTOR ^ Math.multiplyHigh(hash, FACTOR);
    }
}
