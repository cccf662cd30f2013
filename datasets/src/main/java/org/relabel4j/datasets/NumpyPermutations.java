package org.relabel4j.datasets;

import java.util.stream.IntStream;
import org.apache.commons.math3.random.MersenneTwister;

/**
 * The permutations that Python's {@code numpy.random.RandomState(seed)} draws, so that rows which published Python code chose by
 * a stated seed can be chosen again. NumPy keeps that stream frozen.
 *
 * <p>Each position from the last down is swapped with one at or before it. That one is a 32-bit number of the Mersenne twister
 * (Matsumoto and Nishimura 1998), cut to as many bits as the position has, and drawn anew while it is larger.
 */
final class NumpyPermutations {
    private final MersenneTwister bits;

    NumpyPermutations(int seed) {
        this.bits = new MersenneTwister(seed);
    }

    /** The next permutation of 0 to n − 1. */
    int[] next(int n) {
        int[] order = IntStream.range(0, n).toArray();
        for (int last = n - 1; last > 0; last--) {
            int other = upTo(last);
            int value = order[last];
            order[last] = order[other];
            order[other] = value;
        }
        return order;
    }

    private int upTo(int max) {
        int mask = Integer.highestOneBit(max) * 2 - 1;
        int drawn;
        do {
            drawn = bits.nextInt() & mask;
        } while (drawn > max);
        return drawn;
    }
}
