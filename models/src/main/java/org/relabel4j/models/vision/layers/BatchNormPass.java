package org.relabel4j.models.vision.layers;

import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.BETA;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GAMMA;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GLOBAL_MEAN;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GLOBAL_VAR;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.relabel4j.models.vision.layers.ChannelLoops.GradientSums;
import org.relabel4j.models.vision.layers.ChannelLoops.Moments;

/** Works for {@link FusedBatchNorm}. */
final class BatchNormPass extends BatchNormalization {
    private static final long serialVersionUID = 1L;

    /** Of the last forward pass in training, for the backward pass. */
    private transient Moments moments;

    private transient Norm norm;

    BatchNormPass(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        assertInputSet(false);
        HostFloats x = HostFloats.reading(input);
        Norm current;
        if (training) {
            moments = ChannelLoops.moments(x, (int) layerConf().getNOut());
            norm = normBy(moments.mean(), moments.variance());
            current = norm;
        } else {
            current = normBy(values(GLOBAL_MEAN), values(GLOBAL_VAR));
        }
        INDArray out = workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, input.shape(), 'c');
        ChannelLoops.normalise(x, current, new HostFloats(out));
        return out;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        assertInputSet(true);
        HostFloats x = HostFloats.reading(input);
        HostFloats dy = HostFloats.reading(epsilon);
        GradientSums sums = ChannelLoops.gradientSums(x, dy, norm);
        INDArray inputGradient =
                workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, input.shape(), 'c');
        ChannelLoops.inputGradient(x, dy, norm, sums, new HostFloats(inputGradient));
        Gradient gradient = new DefaultGradient();
        set(gradient, GAMMA, floats(sums.gradientTimesNormalised()));
        set(gradient, BETA, floats(sums.gradient()));
        set(gradient, GLOBAL_MEAN, towards(values(GLOBAL_MEAN), moments.mean()));
        set(gradient, GLOBAL_VAR, towards(values(GLOBAL_VAR), moments.variance()));
        return new Pair<>(gradient, inputGradient);
    }

    private Norm normBy(float[] mean, float[] variance) {
        boolean relu = layerConf().getActivationFn() instanceof ActivationReLU;
        return Norm.of(mean, variance, values(GAMMA), values(BETA), layerConf().getEps(), relu);
    }

    private float[] values(String parameter) {
        return HostFloats.values(params.get(parameter));
    }

    private void set(Gradient gradient, String parameter, float[] values) {
        INDArray view = gradientViews.get(parameter);
        HostFloats.assign(view, values);
        gradient.setGradientFor(parameter, view);
    }

    /** Deeplearning4j moves the running moments as it does parameters: by subtracting a gradient. */
    private float[] towards(float[] running, float[] batch) {
        float share = (float) (1 - layerConf().getDecay());
        float[] step = new float[running.length];
        for (int c = 0; c < step.length; c++) {
            step[c] = share * (running[c] - batch[c]);
        }
        return step;
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int c = 0; c < values.length; c++) {
            floats[c] = (float) values[c];
        }
        return floats;
    }
}
