package org.relabel4j.models.vision.training;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.relabel4j.models.vision.ImageShape;
import org.relabel4j.models.vision.training.BatchSource.ImageBatch;

/** Prepares the next batch on another thread while the network trains on this one. */
public final class BatchQueue implements AutoCloseable {
    private final BatchSource batches;
    private final ExecutorService thread;

    /** A queue of one source's batches; closing it ends its thread. */
    public BatchQueue(BatchSource batches) {
        this.batches = batches;
        thread = Executors.newSingleThreadExecutor(task -> {
            Thread worker = new Thread(task, "batches");
            worker.setDaemon(true);
            return worker;
        });
    }

    /**
     * Lets a network take the steps of an epoch, in order.
     *
     * @param images size of the images
     * @param afterStep told how many steps of the epoch are done, after each
     * @return mean of the losses before each step, with their penalties on the weights
     */
    public double fit(int epoch, ComputationGraph graph, ImageShape images, IntConsumer afterStep) {
        double[] loss = {0};
        int[] done = {0};
        int count = batches.order().count();
        forEach(epoch, batch -> {
            batch.fit(graph, images);
            loss[0] += graph.score() / count;
            afterStep.accept(++done[0]);
        });
        return loss[0];
    }

    /** Hands out the batches of an epoch, in order; the next one is prepared meanwhile. */
    void forEach(int epoch, Consumer<ImageBatch> step) {
        EpochOrder order = batches.order();
        int[] permutation = order.permutation(epoch);
        Future<ImageBatch> next = thread.submit(() -> batches.batch(epoch, permutation, 0));
        for (int b = 0; b < order.count(); b++) {
            ImageBatch batch = taken(next);
            int following = b + 1;
            if (following < order.count()) {
                next = thread.submit(() -> batches.batch(epoch, permutation, following));
            }
            step.accept(batch);
        }
    }

    private static ImageBatch taken(Future<ImageBatch> future) {
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
