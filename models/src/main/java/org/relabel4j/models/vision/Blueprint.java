package org.relabel4j.models.vision;

import org.deeplearning4j.nn.conf.layers.Layer;

/** What a network is assembled from: the same steps give a network that trains, Deeplearning4j's own, or a folded one. */
interface Blueprint {
    /**
     * A convolution without bias, batch norm and, if wanted, ReLU.
     *
     * @param convolution the convolution's name
     * @param norm the batch norm's name
     * @param shape kernel, stride and channels of the output
     * @param input the vertex to read
     * @return the vertex with the result
     */
    String convolution(String convolution, String norm, Kernel shape, boolean relu, String input);

    /**
     * Adds a block's two ends and applies ReLU.
     *
     * @return the vertex with the result
     */
    String join(String block, String branch, String shortcut);

    /** A layer that is the same in all networks; returns its name. */
    String layer(String name, Layer layer, String input);

    /** A shortcut without parameters, see {@link Shortcut#PAD}; returns its name. */
    String padShortcut(String name, int inChannels, int outChannels, String input);

    /** A convolution's kernel: height and width, stride, zeros on each side, channels of the output. */
    record Kernel(int size, int stride, int out) {
        int padding() {
            return size / 2;
        }
    }
}
