package org.relabel4j.core.random;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Derives independent seeds from a run's seed, a purpose and indices such as trial, round and fold.
 *
 * <p>Because a seed depends on what it is for and on nothing that happened before, a resumed run, another order of work or
 * one more strategy leaves every other random choice as it was. Mixing is SplitMix64's finaliser (Steele, Lea and Flood
 * 2014, "Fast splittable pseudorandom number generators").
 */
public final class Seeds {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private Seeds() {}

    /** A seed for one purpose. Equal arguments give equal seeds, on every machine. */
    public static long derive(long seed, String purpose, long... indices) {
        long state = mix(seed + GOLDEN_GAMMA);
        for (int n = 0; n < purpose.length(); n++) {
            state = mix(state ^ (purpose.charAt(n) + GOLDEN_GAMMA * (n + 1)));
        }
        for (int n = 0; n < indices.length; n++) {
            state = mix(state + GOLDEN_GAMMA * (n + 1) ^ mix(indices[n] + GOLDEN_GAMMA));
        }
        return state;
    }

    /** A generator seeded by {@link #derive}. */
    public static RandomGenerator generator(long seed, String purpose, long... indices) {
        return new SplittableRandom(derive(seed, purpose, indices));
    }

    /** A number in [0, 1) that depends on the arguments alone: a random draw without a generator's state. */
    public static double uniform(long seed, String purpose, long... indices) {
        return (derive(seed, purpose, indices) >>> 11) * 0x1.0p-53;
    }

    private static long mix(long z) {
        long x = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
        return x ^ (x >>> 31);
    }
}
