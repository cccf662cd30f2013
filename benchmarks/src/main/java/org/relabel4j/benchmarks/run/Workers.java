package org.relabel4j.benchmarks.run;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that work on cells. */
public final class Workers {
    private Workers() {}

    /**
     * Runs all tasks, in order, several at a time, and returns when all have ended, also if it is interrupted: a run folder must
     * not be given free while a cell writes to it.
     *
     * @param tasks each deals with its own failures
     * @param jobs threads, at least 1
     * @param onInterrupt tells the tasks to end soon
     * @throws InterruptedException if the calling thread was interrupted
     */
    public static void run(List<Runnable> tasks, int jobs, Runnable onInterrupt) throws InterruptedException {
        AtomicInteger number = new AtomicInteger();
        ExecutorService threads =
                Executors.newFixedThreadPool(jobs, task -> new Thread(task, "cell-worker-" + number.incrementAndGet()));
        try {
            for (Future<?> future :
                    tasks.stream().<Future<?>>map(threads::submit).toList()) {
                future.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a worker failed outside its cell", e.getCause());
        } catch (InterruptedException e) {
            onInterrupt.run();
            throw e;
        } finally {
            threads.shutdown();
            awaitEnd(threads);
        }
    }

    private static void awaitEnd(ExecutorService threads) {
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = threads.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
