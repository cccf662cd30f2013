package org.relabel4j.models.vision.layers;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** Works for {@link FastConvolution}. */
class ConvolutionPass extends ConvolutionLayer {
    private static final long serialVersionUID = 1L;

    static final String WEIGHT = ConvolutionParamInitializer.WEIGHT_KEY;

    ConvolutionPass(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        assertInputSet(false);
        validateInputRank();
        validateInputDepth(layerConf().getNIn());
        INDArray out = workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, outputShape(), 'c');
        Nd4j.exec(withArguments(DynamicCustomOp.builder("conv2d")
                .addInputs(input, params.get(WEIGHT))
                .addOutputs(out)));
        return out;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        assertInputSet(true);
        INDArray weightGradient = gradientViews.get(WEIGHT);
        INDArray inputGradient =
                workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, input.shape(), 'c');
        Nd4j.exec(withArguments(DynamicCustomOp.builder("conv2d_bp")
                .addInputs(input, params.get(WEIGHT), epsilon)
                .addOutputs(inputGradient, weightGradient)));
        return new Pair<>(gradientOf(weightGradient), inputGradient);
    }

    static Gradient gradientOf(INDArray weightGradient) {
        Gradient gradient = new DefaultGradient();
        gradient.setGradientFor(WEIGHT, weightGradient, 'c');
        return gradient;
    }

    /** Shape (examples, height, width, channels) of the output. */
    long[] outputShape() {
        Patches patches = patches();
        return new long[] {
            input.size(0), patches.down(), patches.across(), layerConf().getNOut()
        };
    }

    /** What each pixel of the output sees of the input; kernels are square. */
    Patches patches() {
        return new Patches(
                (int) input.size(1),
                (int) input.size(2),
                (int) input.size(3),
                layerConf().getKernelSize()[0],
                layerConf().getStride()[0],
                layerConf().getPadding()[0]);
    }

    /** Kernel, stride, padding, dilation; not "same" padding (0); images channels last (1); weights out, in, y, x (1). */
    private DynamicCustomOp withArguments(DynamicCustomOp.DynamicCustomOpsBuilder op) {
        int[] kernel = layerConf().getKernelSize();
        int[] stride = layerConf().getStride();
        int[] padding = layerConf().getPadding();
        return op.addIntegerArguments(kernel[0], kernel[1], stride[0], stride[1], padding[0], padding[1], 1, 1, 0, 1, 1)
                .build();
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + " " + layerConf().getLayerName() + " "
                + Arrays.toString(layerConf().getKernelSize());
    }
}
