package org.relabel4j.models.coteaching;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One of the two networks: a Deeplearning4j network with one input and one softmax output, initialised. Whoever makes it closes
 * it.
 */
public interface PeerNetwork extends AutoCloseable {
    /**
     * Class probabilities, shape (examples, classes).
     *
     * @param training whether layers that behave otherwise in training (batch normalisation, dropout) do so
     */
    INDArray output(INDArray input, boolean training);

    /** Learns from one batch: a step of the network's own updater. */
    void fit(INDArray input, INDArray oneHotLabels);

    /** The activations before the output layer, shape (examples, dimension). */
    INDArray embed(INDArray input);

    @Override
    void close();

    /** A network of layers. */
    static PeerNetwork of(MultiLayerNetwork network) {
        return new PeerNetwork() {
            @Override
            public INDArray output(INDArray input, boolean training) {
                return network.output(input, training);
            }

            @Override
            public void fit(INDArray input, INDArray oneHotLabels) {
                network.fit(input, oneHotLabels);
            }

            @Override
            public INDArray embed(INDArray input) {
                return network.feedForwardToLayer(network.getnLayers() - 2, input, false)
                        .get(network.getnLayers() - 1);
            }

            @Override
            public void close() {
                network.close();
            }
        };
    }

    /**
     * A graph of layers.
     *
     * @param embedding name of the vertex whose activations are the embedding
     */
    static PeerNetwork of(ComputationGraph network, String embedding) {
        return new PeerNetwork() {
            @Override
            public INDArray output(INDArray input, boolean training) {
                return network.outputSingle(training, input);
            }

            @Override
            public void fit(INDArray input, INDArray oneHotLabels) {
                network.fit(new INDArray[] {input}, new INDArray[] {oneHotLabels});
            }

            @Override
            public INDArray embed(INDArray input) {
                return network.feedForward(input, false).get(embedding);
            }

            @Override
            public void close() {
                network.close();
            }
        };
    }
}
