package org.relabel4j.models.coteaching;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.models.FeatureChecks;
import org.relabel4j.models.state.StateReader;

/**
 * Networks for tables: one hidden layer of ReLUs, trained by Adam. Features are taken as they are, unscaled.
 *
 * @param hidden units of the hidden layer, at least 1
 * @param learningRate Adam's step size, positive
 */
public record TableNetwork(int hidden, double learningRate) implements PeerFactory {
    /** Kind of one network, as files call it. */
    public static final String KIND = "table-network";

    /**
     * @throws IllegalArgumentException if a value is out of range
     */
    public TableNetwork {
        if (hidden < 1) {
            throw new IllegalArgumentException("co-teaching hidden is " + hidden + ", expected at least 1 unit");
        }
        if (!(learningRate > 0 && Double.isFinite(learningRate))) {
            throw new IllegalArgumentException("co-teaching lr is " + learningRate + ", expected a positive number");
        }
    }

    /**
     * @throws IllegalArgumentException also if the examples are images
     */
    @Override
    public MultiLayerNetwork create(int[] shape, int numClasses, long seed) {
        if (shape.length > 1) {
            throw new IllegalArgumentException(
                    "co-teaching has networks for tables, but the examples have shape " + Arrays.toString(shape)
                            + "; name one for images with its option network, such as network=resnet20");
        }
        int inputs = shape[0];
        FeatureChecks.weights("co-teaching", hidden, inputs, numClasses, 2);
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(seed)
                .dataType(DataType.FLOAT)
                .weightInit(WeightInit.XAVIER_UNIFORM)
                .updater(new Adam(learningRate))
                .list()
                .layer(new DenseLayer.Builder()
                        .nIn(inputs)
                        .nOut(hidden)
                        .activation(Activation.RELU)
                        .build())
                .layer(new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(hidden)
                        .nOut(numClasses)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
        network.init();
        return network;
    }

    /** Reads a network that a file holds. */
    public static Classifier read(StateReader in) {
        return PeerClassifier.read(in);
    }
}
