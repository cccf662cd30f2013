package org.relabel4j.core.random;

import java.util.function.IntFunction;
import java.util.random.RandomGenerator;

/**
 * A generator that draws what belongs to one example from a seed and the example's name alone: the same wherever the example
 * stands, whatever was drawn before, and on every machine that has a part of the pool. Who draws asks the methods of this class,
 * which take any generator; of another one they draw as ever. What belongs to no example comes from another generator, too.
 */
public final class ByName implements RandomGenerator {
    private final long seed;
    private final IntFunction<String> names;
    private final RandomGenerator others;

    /**
     * @param names of the examples, distinct
     * @param others draws what belongs to no example
     */
    public ByName(long seed, IntFunction<String> names, RandomGenerator others) {
        this.seed = seed;
        this.names = names;
        this.others = others;
    }

    /**
     * The generator to draw from for an example.
     *
     * @param purpose tells apart what is drawn for the same example
     */
    public static RandomGenerator generator(RandomGenerator rng, String purpose, int example) {
        return rng instanceof ByName own ? Seeds.generator(own.seed, purpose + own.names.apply(example)) : rng;
    }

    /** A number in [0, 1) for an example. */
    public static double uniform(RandomGenerator rng, String purpose, int example) {
        return rng instanceof ByName own ? own.uniform(purpose, example) : rng.nextDouble();
    }

    /** As {@link Seeds#uniform} for the example. */
    public double uniform(String purpose, int example) {
        return Seeds.uniform(seed, purpose + names.apply(example));
    }

    /** The generator for some of the examples, of which the first is {@code rows[0]}. */
    public static RandomGenerator at(RandomGenerator rng, int[] rows) {
        return rng instanceof ByName own ? new ByName(own.seed, n -> own.names.apply(rows[n]), own.others) : rng;
    }

    /** The generator for a question among several about the same examples: each has its own chance. */
    public static RandomGenerator question(RandomGenerator rng, int k) {
        return rng instanceof ByName own
                ? new ByName(Seeds.derive(own.seed, "question", k), own.names, own.others)
                : rng;
    }

    @Override
    public long nextLong() {
        return others.nextLong();
    }

    /** Handed on as well, since some generators make it in another way than of a long. */
    @Override
    public int nextInt() {
        return others.nextInt();
    }
}
