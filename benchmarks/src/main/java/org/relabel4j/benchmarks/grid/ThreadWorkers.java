package org.relabel4j.benchmarks.grid;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Cells on threads of this process.
 *
 * @param jobs threads, at least 1
 */
record ThreadWorkers(int jobs) implements CellWorkers {
    @Override
    public <C extends Cell, S extends CellState> void run(
            Experiment<C, S> experiment, List<C> cells, Session<C, S> session) throws InterruptedException {
        AtomicInteger number = new AtomicInteger();
        ExecutorService threads =
                Executors.newFixedThreadPool(jobs, task -> new Thread(task, "cell-worker-" + number.incrementAndGet()));
        try {
            List<Future<?>> futures = cells.stream()
                    .<Future<?>>map(cell -> threads.submit(() -> run(experiment, cell, session)))
                    .toList();
            for (Future<?> future : futures) {
                future.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a worker failed outside its cell", e.getCause());
        } catch (InterruptedException e) {
            session.interrupt();
            throw e;
        } finally {
            threads.shutdown();
            awaitEnd(threads);
        }
    }

    @Override
    public Map<String, Object> facts() {
        return Map.of("jobs", jobs);
    }

    private static <C extends Cell, S extends CellState> void run(
            Experiment<C, S> experiment, C cell, Session<C, S> session) {
        try {
            Optional<CellStore<S>> store = session.begin(cell);
            if (store.isPresent()) {
                experiment.run(cell, store.get());
                session.end(cell);
            }
        } catch (Throwable e) {
            // An Error too (no memory, no native library) is this cell's, and is reported at the end.
            session.fail(cell, e);
        } finally {
            experiment.release(cell);
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
