package org.relabel4j.models.vision.training;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.relabel4j.models.vision.training.EpochBatches.Batch;

/** Prepares the next batch on another thread while the network trains on this one. */
final class BatchQueue implements AutoCloseable {
    private final EpochBatches batches;
    private final ExecutorService thread;

    BatchQueue(EpochBatches batches) {
        this.batches = batches;
        thread = Executors.newSingleThreadExecutor(task -> {
            Thread worker = new Thread(task, "batches");
            worker.setDaemon(true);
            return worker;
        });
    }

    /** What is done with each batch. */
    @FunctionalInterface
    interface Step {
        void on(Batch batch);
    }

    /** Runs a step on each batch of an epoch, in order. */
    void forEach(int epoch, Step step) {
        int[] order = batches.order(epoch);
        Future<Batch> next = thread.submit(() -> batches.batch(epoch, order, 0));
        for (int b = 0; b < batches.count(); b++) {
            Batch batch = taken(next);
            int following = b + 1;
            if (following < batches.count()) {
                next = thread.submit(() -> batches.batch(epoch, order, following));
            }
            step.on(batch);
        }
    }

    private static Batch taken(Future<Batch> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("a batch could not be prepared: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("training was interrupted", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
