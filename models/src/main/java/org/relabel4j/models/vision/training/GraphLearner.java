package org.relabel4j.models.vision.training;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.relabel4j.models.coteaching.Peers;
import org.relabel4j.models.vision.ImageShape;
import org.relabel4j.models.vision.training.BatchSource.ImageBatch;

/**
 * One of two networks on images that learn from each other's choice.
 *
 * @param graph with one softmax output
 * @param shape of the images
 */
record GraphLearner(ComputationGraph graph, ImageShape shape) implements Peers.Learner<LabelledBatch> {
    @Override
    public float[] probabilities(LabelledBatch labelled) {
        ImageBatch batch = labelled.batch();
        long[] inputShape = {batch.size(), shape.height(), shape.width(), shape.channels()};
        try (INDArray input = Nd4j.create(batch.input(), inputShape, 'c');
                INDArray output = graph.outputSingle(true, input)) {
            return output.dup('c').data().asFloat();
        }
    }

    @Override
    public void fit(LabelledBatch labelled) {
        labelled.batch().fit(graph, shape);
    }
}
