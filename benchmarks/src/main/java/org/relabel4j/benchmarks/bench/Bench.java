package org.relabel4j.benchmarks.bench;

import java.util.List;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;

/** One measurement that can be repeated. Stateless; adding one is a class and a line in {@link Benches}. */
interface Bench {
    /** Name for the command line, lower case with hyphens. */
    String name();

    /** What it measures, in one line. */
    String summary();

    /** The options it takes beside those of {@link Repetition}, with their defaults. */
    List<Option<?>> options();

    /** How often it calls what it measures, unless told otherwise. */
    Repetition repetition();

    /**
     * Sets up, measures and summarises.
     *
     * @param options values for {@link #options} and for those of {@link Repetition}
     * @throws IllegalArgumentException if a value cannot be read or is out of range
     * @throws Exception if what is measured fails
     */
    BenchResult run(Options options) throws Exception;
}
