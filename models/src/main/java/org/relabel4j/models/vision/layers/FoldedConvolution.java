package org.relabel4j.models.vision.layers;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A convolution with bias and, if wanted, a ReLU: what a convolution and the batch norm behind it are together once training is
 * over. For inference only: asking for its gradients throws {@link UnsupportedOperationException}.
 */
public class FoldedConvolution extends FastConvolution {
    private static final long serialVersionUID = 1L;

    /** For reading a saved network. */
    protected FoldedConvolution() {}

    /**
     * A convolution with a square kernel; see {@link FastConvolution}.
     *
     * @param relu whether negative outputs become 0
     */
    public FoldedConvolution(int kernel, int stride, int padding, int out, boolean relu) {
        super(builder(kernel, stride, padding, out).activation(relu ? Activation.RELU : Activation.IDENTITY));
    }

    @Override
    Layer pass(NeuralNetConfiguration conf, DataType type) {
        return new FoldedPass(conf, type);
    }
}
