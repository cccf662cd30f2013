package org.relabel4j.benchmarks.learning;

import java.util.function.Supplier;

/** Times the steps of a round. Used by one thread. */
final class Stopwatch {
    private static final double SECONDS_PER_NANO = 1e-9;

    private long roundStart;
    private long consensusNanos;
    private long modelNanos;
    private long acquisitionNanos;

    void startRound() {
        roundStart = System.nanoTime();
    }

    <T> T consensus(Supplier<T> step) {
        long start = System.nanoTime();
        T result = step.get();
        consensusNanos = System.nanoTime() - start;
        return result;
    }

    <T> T model(Supplier<T> step) {
        long start = System.nanoTime();
        T result = step.get();
        modelNanos = System.nanoTime() - start;
        acquisitionNanos = 0; // no acquisition follows in the last round
        return result;
    }

    <T> T acquisition(Supplier<T> step) {
        long start = System.nanoTime();
        T result = step.get();
        acquisitionNanos = System.nanoTime() - start;
        return result;
    }

    /** The times of the round that began last. */
    RoundTiming timing(LearningCell cell, int round) {
        return new RoundTiming(
                cell,
                round,
                consensusNanos * SECONDS_PER_NANO,
                modelNanos * SECONDS_PER_NANO,
                acquisitionNanos * SECONDS_PER_NANO,
                (System.nanoTime() - roundStart) * SECONDS_PER_NANO);
    }
}
