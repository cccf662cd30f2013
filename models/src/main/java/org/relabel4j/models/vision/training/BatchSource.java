package org.relabel4j.models.vision.training;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.relabel4j.models.vision.ImageShape;

/** Batches of each epoch. What is in one depends on the arguments alone, so any thread may prepare any batch. */
public interface BatchSource {
    /** How images are dealt out. */
    EpochOrder order();

    /**
     * Prepares a batch.
     *
     * @param epoch from 0
     * @param permutation the epoch's, of {@link #order}
     * @param batch from 0
     */
    ImageBatch batch(int epoch, int[] permutation, int batch);

    /**
     * What a network takes a step on.
     *
     * @param size inputs
     * @param input shape (size, height, width, channels), row-major
     * @param targets shape (size, targets each), row-major
     */
    record ImageBatch(int size, float[] input, float[] targets) {
        /** Lets a network take the step. */
        void fit(ComputationGraph graph, ImageShape shape) {
            long[] inputShape = {size, shape.height(), shape.width(), shape.channels()};
            long[] targetShape = {size, targets.length / size};
            try (INDArray x = Nd4j.create(input, inputShape, 'c');
                    INDArray y = Nd4j.create(targets, targetShape, 'c')) {
                graph.fit(new INDArray[] {x}, new INDArray[] {y});
            }
        }
    }
}
