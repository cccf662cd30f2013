package org.relabel4j.benchmarks.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;

/**
 * Repeated calls of one piece of work, and what the last one returned.
 *
 * @param timing how long the calls took
 * @param cpuMs mean processor time of a call, in milliseconds, all threads of the process together; what a busy machine
 *     distorts least. NaN where the system does not tell
 * @param peakHeapMb largest heap in use from the first measured call on, in MiB (2^20 bytes)
 * @param last what the last call returned
 */
record Measurement<T>(Timing timing, double cpuMs, double peakHeapMb, T last) {
    private static final long WARM_UP_NANOS = 5_000_000_000L;

    /**
     * Calls some work again and again, one call after the other.
     *
     * @param warmUp calls before the measured ones, so that these run compiled, at least 0; fewer once they have taken 5
     *     seconds
     * @param repeat calls to measure, at least 1
     */
    static <T> Measurement<T> of(int warmUp, int repeat, Callable<T> work) throws Exception {
        return of(warmUp, repeat, work, System::nanoTime);
    }

    /**
     * As the other method.
     *
     * @param clock nanoseconds since some moment
     */
    static <T> Measurement<T> of(int warmUp, int repeat, Callable<T> work, LongSupplier clock) throws Exception {
        long begin = clock.getAsLong();
        for (int n = 0; n < warmUp && clock.getAsLong() - begin < WARM_UP_NANOS; n++) {
            work.call();
        }
        PeakMemory.reset();
        long cpuBegin = cpuNanos();
        double[] milliseconds = new double[repeat];
        T last = null;
        for (int n = 0; n < repeat; n++) {
            long start = clock.getAsLong();
            last = work.call();
            milliseconds[n] = (clock.getAsLong() - start) / 1e6;
        }
        double cpuMs = cpuBegin < 0 ? Double.NaN : (cpuNanos() - cpuBegin) / 1e6 / repeat;
        return new Measurement<>(Timing.of(milliseconds), cpuMs, PeakMemory.heapMb(), last);
    }

    private static long cpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : -1;
    }
}
