package org.relabel4j.models.vision.layers;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Batch normalisation over images, channels last, and the ReLU behind it in one: Deeplearning4j's {@link BatchNormalization}
 * with the same parameters ({@code gamma}, {@code beta}, {@code mean}, {@code var}), output and gradients, computed in two
 * passes over the images instead of a dozen.
 *
 * <p>Unlike Deeplearning4j's, which ignores its activation, this one applies it: none or ReLU.
 *
 * <p>Source: Ioffe and Szegedy 2015, arXiv:1502.03167, algorithms 1 and 2. The running variance takes the batch's variance
 * divided by n, as Deeplearning4j does, where PyTorch takes n - 1.
 */
public class FusedBatchNorm extends BatchNormalization {
    private static final long serialVersionUID = 1L;

    /** For reading a saved network. */
    protected FusedBatchNorm() {}

    /**
     * Batch norm with decay 0.9 and epsilon 1e-5, which are PyTorch's.
     *
     * @param relu whether negative outputs become 0
     */
    public FusedBatchNorm(boolean relu) {
        setCnn2DFormat(CNN2DFormat.NHWC);
        setUseLogStd(false);
        setActivationFn((relu ? Activation.RELU : Activation.IDENTITY).getActivationFunction());
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
        return Instances.connect(new BatchNormPass(conf, type), conf, listeners, index, parameters, initialise);
    }
}
