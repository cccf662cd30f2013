package org.relabel4j.models.vision.layers;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution without bias or activation, channels last, for networks that train on the CPU: Deeplearning4j's
 * {@link ConvolutionLayer} with the same parameter ({@code W}, shape (out, in, height, width)), output and gradients.
 *
 * <p>Deeplearning4j's computes channels first through an unfolded copy of the images, and twice in each training step. This one
 * calls ND4J's {@code conv2d} and {@code conv2d_bp}, which use oneDNN, on the images as they are, and each once.
 */
public class FastConvolution extends ConvolutionLayer {
    private static final long serialVersionUID = 1L;

    /** For reading a saved network. */
    protected FastConvolution() {}

    /**
     * A convolution with a square kernel.
     *
     * @param kernel height and width of the kernel, pixels
     * @param stride step, pixels
     * @param padding zeros on each side, pixels
     * @param out channels of the output
     */
    public FastConvolution(int kernel, int stride, int padding, int out) {
        super(builder(kernel, stride, padding, out).hasBias(false));
    }

    /** For subclasses that have a bias or an activation. */
    FastConvolution(ConvolutionLayer.Builder builder) {
        super(builder);
    }

    /** A standard convolution with the same kernel and the layout of images that all of these share. */
    static ConvolutionLayer.Builder builder(int kernel, int stride, int padding, int out) {
        return new ConvolutionLayer.Builder(kernel, kernel)
                .stride(stride, stride)
                .padding(padding, padding)
                .convolutionMode(ConvolutionMode.Truncate)
                .dataFormat(CNN2DFormat.NHWC)
                .nOut(out)
                .activation(Activation.IDENTITY);
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> listeners,
            int index,
            INDArray parameters,
            boolean initialise,
            DataType type) {
        Instances.requireFloats(type, getLayerName());
        return Instances.connect(pass(conf, type), conf, listeners, index, parameters, initialise);
    }

    /** The working layer. */
    Layer pass(NeuralNetConfiguration conf, DataType type) {
        return new ConvolutionPass(conf, type);
    }
}
