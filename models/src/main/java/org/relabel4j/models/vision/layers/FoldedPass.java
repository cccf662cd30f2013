package org.relabel4j.models.vision.layers;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Works for {@link FoldedConvolution}. */
final class FoldedPass extends ConvolutionPass {
    private static final long serialVersionUID = 1L;

    FoldedPass(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        INDArray out = super.activate(training, workspaces);
        float[] bias = HostFloats.values(params.get(ConvolutionParamInitializer.BIAS_KEY));
        boolean relu = layerConf().getActivationFn() instanceof ActivationReLU;
        HostFloats values = new HostFloats(out);
        ChannelLoops.normalise(values, Norm.shift(bias, relu), values);
        return out;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        throw new UnsupportedOperationException("layer " + layerConf().getLayerName()
                + " has its batch norm folded in and cannot be trained; train the network it was made from");
    }
}
