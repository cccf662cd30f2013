package org.relabel4j.models.coteaching;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Makes the two networks. Immutable. */
@FunctionalInterface
public interface PeerFactory {
    /**
     * Makes one network of layers with a softmax at the end, initialised, with its updater. Whoever asks for it closes it.
     *
     * @param shape shape of one example
     * @param numClasses outputs
     * @param seed of the initial weights; the two networks get different ones
     */
    MultiLayerNetwork create(int[] shape, int numClasses, long seed);
}
