package org.relabel4j.models.vision.layers;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Works for {@link FoldedConvolution}. */
final class FoldedPass extends ConvolutionPass {
    private static final long serialVersionUID = 1L;

    /** One of these is made by the first call, if it pays. */
    private transient Winograd winograd;

    private transient TinyConvolution tiny;
    private transient PatchConvolution byPatches;

    FoldedPass(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        float[] bias = HostFloats.values(params.get(ConvolutionParamInitializer.BIAS_KEY));
        boolean relu = layerConf().getActivationFn() instanceof ActivationReLU;
        if (usesWinograd()) {
            if (winograd == null) {
                winograd = new Winograd(HostFloats.values(params.get(WEIGHT)), bias, relu);
            }
            INDArray out = uninitialized(workspaces);
            winograd.apply(HostFloats.reading(input), new HostFloats(out), (int) input.size(1), (int) input.size(2));
            return out;
        }
        INDArray out = product(workspaces);
        HostFloats values = new HostFloats(out);
        ChannelLoops.normalise(values, Norm.shift(bias, relu), values);
        return out;
    }

    /** Without bias. */
    private INDArray product(LayerWorkspaceMgr workspaces) {
        int channels = (int) layerConf().getNOut();
        if (hasUsualKernel() && TinyConvolution.pays(layerConf().getNIn(), input.size(1), input.size(2))) {
            if (tiny == null) {
                tiny = new TinyConvolution(
                        HostFloats.values(params.get(WEIGHT)), channels, (int) input.size(1), (int) input.size(2));
            }
            INDArray out = uninitialized(workspaces);
            tiny.apply(HostFloats.dense(input), out);
            return out;
        }
        if (PatchConvolution.pays(layerConf().getKernelSize()[0], layerConf().getNIn(), channels)) {
            if (byPatches == null) {
                byPatches = new PatchConvolution(
                        HostFloats.values(params.get(WEIGHT)),
                        channels,
                        layerConf().getKernelSize()[0]);
            }
            INDArray out = uninitialized(workspaces);
            byPatches.apply(patches(), HostFloats.dense(input), out);
            return out;
        }
        return super.activate(false, workspaces);
    }

    private INDArray uninitialized(LayerWorkspaceMgr workspaces) {
        return workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, outputShape(), 'c');
    }

    private boolean usesWinograd() {
        return hasUsualKernel() && Winograd.pays(layerConf().getNIn(), input.size(1), input.size(2));
    }

    private boolean hasUsualKernel() {
        return layerConf().getKernelSize()[0] == WinogradPoints.KERNEL
                && layerConf().getStride()[0] == 1;
    }

    @Override
    public void close() {
        if (byPatches != null) {
            byPatches.close();
            byPatches = null;
        }
        if (tiny != null) {
            tiny.close();
            tiny = null;
        }
        if (winograd != null) {
            winograd.close();
            winograd = null;
        }
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        throw new UnsupportedOperationException("layer " + layerConf().getLayerName()
                + " has its batch norm folded in and cannot be trained; train the network it was made from");
    }
}
