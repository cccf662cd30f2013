package org.relabel4j.benchmarks.bench;

import java.util.List;
import java.util.concurrent.Callable;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;

/**
 * How often a benchmark calls what it measures; with the seed, these are the options that all benchmarks share.
 *
 * @param warmUp calls before the measured ones, so that these run compiled; fewer once they have taken 5 seconds
 * @param repeat calls to measure
 */
record Repetition(int warmUp, int repeat) {
    private static final int MOST = 1_000_000;

    private static final Option<Integer> SEED = Option.integer(
                    "seed", 0, Integer.MAX_VALUE, "seed of everything random")
            .withDefault(1);

    /** The shared options, with these values as defaults. */
    List<Option<?>> options() {
        return List.of(repeats().withDefault(repeat), warmUps().withDefault(warmUp), SEED);
    }

    private static Option<Integer> repeats() {
        return Option.integer("repeat", 1, MOST, "calls to measure");
    }

    private static Option<Integer> warmUps() {
        return Option.integer("warm-up", 0, MOST, "calls before those; fewer once they have taken 5 s");
    }

    /** The seed chosen. */
    static int seed(Options options) {
        return options.get(SEED);
    }

    /** Calls some work as often as chosen. */
    <T> Measurement<T> measure(Options options, Callable<T> work) throws Exception {
        return Measurement.of(
                options.get(warmUps().withDefault(warmUp)),
                options.get(repeats().withDefault(repeat)),
                work);
    }
}
