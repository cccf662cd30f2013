package org.relabel4j.models.vision.training;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.relabel4j.models.coteaching.Peers;
import org.relabel4j.models.vision.ImageShape;
import org.relabel4j.models.vision.ResNetGraphs;
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
        return ResNetGraphs.output(graph, true, batch.input(), batch.size(), shape);
    }

    @Override
    public void fit(LabelledBatch labelled) {
        labelled.batch().fit(graph, shape);
    }
}
