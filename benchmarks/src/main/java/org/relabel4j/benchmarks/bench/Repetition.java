package org.relabel4j.benchmarks.bench;

import java.util.List;
import java.util.concurrent.Callable;
import org.relabel4j.core.text.OptionSpec;
import org.relabel4j.core.text.Options;

/**
 * How often a benchmark calls what it measures; with the seed, these are the options that all benchmarks share.
 *
 * @param warmUp calls before the measured ones, so that these run compiled; fewer once they have taken 5 seconds
 * @param repeat calls to measure
 */
record Repetition(int warmUp, int repeat) {
    private static final int MOST = 1_000_000;

    /** The shared options, with these values as defaults. */
    List<OptionSpec> options() {
        return List.of(
                new OptionSpec("repeat", Integer.toString(repeat), "calls to measure, at least 1"),
                new OptionSpec(
                        "warm-up",
                        Integer.toString(warmUp),
                        "calls before those, at least 0; fewer once they have taken 5 s"),
                new OptionSpec("seed", "1", "seed of everything random, at least 0"));
    }

    /** The seed chosen. */
    static int seed(Options options) {
        return options.integer("seed", 0, Integer.MAX_VALUE);
    }

    /** Calls some work as often as chosen. */
    static <T> Measurement<T> measure(Options options, Callable<T> work) throws Exception {
        int warmUp = options.integer("warm-up", 0, MOST);
        return Measurement.of(warmUp, options.integer("repeat", 1, MOST), work);
    }
}
