package org.relabel4j.benchmarks.bench;

import java.util.concurrent.Callable;

/**
 * Repeated calls of one piece of work, and what the last one returned.
 *
 * @param timing how long the calls took
 * @param peakHeapMb largest heap in use from the first measured call on, in MiB (2^20 bytes)
 * @param last what the last call returned
 */
record Measurement<T>(Timing timing, double peakHeapMb, T last) {
    /**
     * Calls some work again and again, one call after the other.
     *
     * @param warmUp calls before the measured ones, so that these run compiled; at least 0
     * @param repeat calls to measure, at least 1
     */
    static <T> Measurement<T> of(int warmUp, int repeat, Callable<T> work) throws Exception {
        for (int n = 0; n < warmUp; n++) {
            work.call();
        }
        PeakMemory.reset();
        double[] milliseconds = new double[repeat];
        T last = null;
        for (int n = 0; n < repeat; n++) {
            long start = System.nanoTime();
            last = work.call();
            milliseconds[n] = (System.nanoTime() - start) / 1e6;
        }
        return new Measurement<>(Timing.of(milliseconds), PeakMemory.heapMb(), last);
    }
}
