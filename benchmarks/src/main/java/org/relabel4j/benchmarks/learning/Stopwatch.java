package org.relabel4j.benchmarks.learning;

import java.util.Arrays;
import java.util.function.Supplier;

/** Times the steps of a round. Used by one thread. */
final class Stopwatch {
    private static final double SECONDS_PER_NANO = 1e-9;

    private final long[] nanos = new long[Step.values().length];
    private long roundStart;

    /** What is timed. */
    enum Step {
        CONSENSUS,
        MODEL,
        ACQUISITION
    }

    /** Begins anew: a step that does not follow took no time. */
    void startRound() {
        Arrays.fill(nanos, 0);
        roundStart = System.nanoTime();
    }

    <T> T time(Step step, Supplier<T> work) {
        long start = System.nanoTime();
        T result = work.get();
        nanos[step.ordinal()] = System.nanoTime() - start;
        return result;
    }

    /** The times of the round that began last. */
    RoundTiming timing(LearningCell cell, int round) {
        return new RoundTiming(
                cell,
                round,
                nanos[Step.CONSENSUS.ordinal()] * SECONDS_PER_NANO,
                nanos[Step.MODEL.ordinal()] * SECONDS_PER_NANO,
                nanos[Step.ACQUISITION.ordinal()] * SECONDS_PER_NANO,
                (System.nanoTime() - roundStart) * SECONDS_PER_NANO);
    }
}
