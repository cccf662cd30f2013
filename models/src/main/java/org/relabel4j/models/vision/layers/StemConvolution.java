package org.relabel4j.models.vision.layers;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A network's first convolution: nobody asks for the gradient by its input, the images, so it computes none.
 *
 * <p>It must only read the network's input; a layer before it would not be trained.
 */
public class StemConvolution extends FastConvolution {
    private static final long serialVersionUID = 1L;

    /** For reading a saved network. */
    protected StemConvolution() {}

    /**
     * A convolution with a square kernel; see {@link FastConvolution}.
     */
    public StemConvolution(int kernel, int stride, int padding, int out) {
        super(kernel, stride, padding, out);
    }

    @Override
    Layer pass(NeuralNetConfiguration conf, DataType type) {
        return new StemPass(conf, type);
    }
}
