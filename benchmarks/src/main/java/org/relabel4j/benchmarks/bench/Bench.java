package org.relabel4j.benchmarks.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;

/**
 * One measurement that can be repeated. Stateless; adding one is a class and a line in {@link Benches}.
 *
 * <p>Beside its own options each has how often to call what it measures, and the seed.
 */
public abstract class Bench {
    static final Option<Integer> SEED = Option.integer("seed", 0, Integer.MAX_VALUE, "seed of everything random")
            .withDefault(1);

    private static final int MOST_CALLS = 1_000_000;

    private final String name;
    private final String summary;
    private final Option<Integer> repeat;
    private final Option<Integer> warmUp;
    private final List<Option<?>> options = new ArrayList<>();

    /**
     * @param name for the command line, lower case with hyphens
     * @param summary what it measures, in one line
     * @param warmUp calls before the measured ones unless told otherwise, so that these run compiled
     * @param repeat calls to measure unless told otherwise
     * @param own options, with their defaults
     */
    @SafeVarargs
    Bench(String name, String summary, int warmUp, int repeat, List<Option<?>>... own) {
        this.name = name;
        this.summary = summary;
        this.repeat =
                Option.integer("repeat", 1, MOST_CALLS, "calls to measure").withDefault(repeat);
        this.warmUp = Option.integer("warm-up", 0, MOST_CALLS, "calls before those; fewer once they have taken 5 s")
                .withDefault(warmUp);
        for (List<Option<?>> part : own) {
            options.addAll(part);
        }
        options.addAll(List.of(this.repeat, this.warmUp, SEED));
    }

    /** Id, lower case with hyphens. */
    public final String name() {
        return name;
    }

    /** What it measures, in one line. */
    public final String summary() {
        return summary;
    }

    /** The options it takes, with their defaults. */
    public final List<Option<?>> options() {
        return List.copyOf(options);
    }

    /**
     * Sets up, measures and summarises.
     *
     * @param given values for {@link #options}
     * @throws IllegalArgumentException if a value cannot be read or is out of range
     * @throws Exception if what is measured fails
     */
    abstract BenchResult run(Options given) throws Exception;

    /** Calls some work as often as chosen. */
    final <T> Measurement<T> measure(Options given, Callable<T> work) throws Exception {
        return Measurement.of(given.get(warmUp), given.get(repeat), work);
    }
}
