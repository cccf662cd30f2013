package org.relabel4j.models.vision;

import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.util.CrashReportingUtil;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.relabel4j.models.backend.Backends;
import org.relabel4j.models.weights.NamedTensors;
import org.relabel4j.models.weights.TensorMap;

/**
 * Builds residual networks as Deeplearning4j graphs. Input {@code images}, shape (examples, height, width, channels); the
 * vertices are called as torchvision's modules are; the output layer {@code fc} is a softmax with cross-entropy.
 */
public final class ResNetGraphs {
    private ResNetGraphs() {}

    /**
     * How a network trains.
     *
     * @param kind which layers to use
     * @param updater turns gradients into steps
     * @param weightDecay factor on the weights of convolutions and the last layer that is added to their gradients; batch norms
     *     and biases have none
     * @param dropout applied to the embeddings while training; empty for none
     */
    public record Training(LayerKind kind, IUpdater updater, double weightDecay, Optional<IDropout> dropout) {
        /** Fast layers on the CPU, Deeplearning4j's own elsewhere; the updater does nothing. */
        public static Training defaults() {
            return new Training(preferredKind(), new NoOp(), 0, Optional.empty());
        }

        /** These settings with other layers. */
        public Training withKind(LayerKind other) {
            return new Training(other, updater, weightDecay, dropout);
        }
    }

    /** Fast layers on the CPU; with CUDA, whose memory they would have to copy, Deeplearning4j's own. */
    public static LayerKind preferredKind() {
        Backends.prepare();
        return Nd4j.getEnvironment().isCPU() ? LayerKind.FAST : LayerKind.STANDARD;
    }

    /**
     * A network that can be trained. The caller closes it.
     *
     * @param images size of the images
     * @param numClasses classes to tell apart, at least 2
     * @param weights where to start, as {@link ResNetWeights} gives them; if they lack the last layer, it starts from zero
     */
    public static ComputationGraph trainable(
            ResNet network, ImageShape images, int numClasses, Training training, NamedTensors weights) {
        Backends.prepare();
        GraphBuilder builder = builder(images, training);
        new Assembly(network, LayerBlueprint.training(training.kind(), builder)).build();
        OutputLayer.Builder head =
                new OutputLayer.Builder(LossFunction.MCXENT).nOut(numClasses).activation(Activation.SOFTMAX);
        training.dropout().ifPresent(head::dropOut);
        builder.addLayer(ResNetWeights.HEAD, head.build(), Assembly.POOLED).setOutputs(ResNetWeights.HEAD);
        return initialised(builder, weights);
    }

    /**
     * A network that ends in a projection instead of classes: from the embeddings through a ReLU layer as wide as they are
     * ({@code fc.0}) to the vectors that a loss compares ({@code fc.2}, linear). The caller closes it.
     *
     * @param images size of the images
     * @param loss of the projections of a batch
     * @param weights where to start, as {@link RandomWeights#withProjection} gives them
     */
    public static ComputationGraph projecting(
            ResNet network, ImageShape images, ILossFunction loss, Training training, NamedTensors weights) {
        Backends.prepare();
        GraphBuilder builder = builder(images, training);
        new Assembly(network, LayerBlueprint.training(training.kind(), builder)).build();
        int dimension = weights.shape(ResNetWeights.PROJECTION + ".bias")[0];
        builder.addLayer(
                        ResNetWeights.PROJECTION_HIDDEN,
                        new DenseLayer.Builder()
                                .nOut(network.features())
                                .activation(Activation.RELU)
                                .build(),
                        Assembly.POOLED)
                .addLayer(
                        ResNetWeights.PROJECTION,
                        new OutputLayer.Builder(loss)
                                .nOut(dimension)
                                .activation(Activation.IDENTITY)
                                .build(),
                        ResNetWeights.PROJECTION_HIDDEN)
                .setOutputs(ResNetWeights.PROJECTION);
        return initialised(builder, weights);
    }

    /**
     * A network whose output is the embeddings of images, with batch norms folded into the convolutions. It cannot be trained.
     * The caller closes it.
     *
     * @param weights as {@link ResNetWeights} gives them
     */
    public static ComputationGraph embedding(ResNet network, ImageShape images, NamedTensors weights) {
        Backends.prepare();
        Training training = Training.defaults();
        GraphBuilder builder = builder(images, training);
        boolean fold = training.kind() == LayerKind.FAST;
        new Assembly(network, fold ? LayerBlueprint.folded(builder) : LayerBlueprint.training(training.kind(), builder))
                .build();
        builder.setOutputs(Assembly.POOLED);
        return initialised(builder, fold ? folded(network, images.channels(), weights) : weights);
    }

    /**
     * What a network gives for some images.
     *
     * @param training whether in training mode, with the moments of this batch
     * @param images normalised, shape (size, height, width, channels), row-major
     * @return the output, row-major
     */
    public static float[] output(ComputationGraph graph, boolean training, float[] images, int size, ImageShape shape) {
        long[] inputShape = {size, shape.height(), shape.width(), shape.channels()};
        try (INDArray input = Nd4j.create(images, inputShape, 'c');
                INDArray output = graph.outputSingle(training, input)) {
            return output.dup('c').data().asFloat();
        }
    }

    private static GraphBuilder builder(ImageShape images, Training training) {
        // Its dump needs a library that is left out, and would hide the error that it reports.
        CrashReportingUtil.crashDumpsEnabled(false);
        return new NeuralNetConfiguration.Builder()
                .dataType(DataType.FLOAT)
                .updater(training.updater())
                .l2(training.weightDecay())
                .weightInit(WeightInit.ZERO)
                .graphBuilder()
                .addInputs(Assembly.INPUT)
                .setInputTypes(
                        InputType.convolutional(images.height(), images.width(), images.channels(), CNN2DFormat.NHWC));
    }

    private static ComputationGraph initialised(GraphBuilder builder, NamedTensors weights) {
        ComputationGraph graph = new ComputationGraph(builder.build());
        try {
            graph.init();
            ResNetWeights.load(graph, weights);
            return graph;
        } catch (RuntimeException | Error e) {
            graph.close();
            throw e;
        }
    }

    /** Weight and bias of each convolution with its batch norm: W gamma / s and beta - mean gamma / s, s² = var + epsilon. */
    private static NamedTensors folded(ResNet network, int channels, NamedTensors weights) {
        TensorMap folded = new TensorMap(weights.source());
        for (Map.Entry<String, String> pair :
                WeightList.of(network, channels).norms().entrySet()) {
            String convolution = pair.getKey();
            String norm = pair.getValue();
            float[] kernel = weights.floats(convolution + ".weight");
            float[] gamma = weights.floats(norm + ".weight");
            float[] beta = weights.floats(norm + ".bias");
            float[] mean = weights.floats(norm + ".running_mean");
            float[] variance = weights.floats(norm + ".running_var");
            int length = kernel.length / gamma.length;
            float[] bias = new float[gamma.length];
            for (int c = 0; c < gamma.length; c++) {
                double scale = gamma[c] / Math.sqrt(variance[c] + EPSILON);
                bias[c] = (float) (beta[c] - mean[c] * scale);
                for (int n = c * length; n < (c + 1) * length; n++) {
                    kernel[n] *= (float) scale;
                }
            }
            folded.put(convolution + ".weight", weights.shape(convolution + ".weight"), kernel);
            folded.put(convolution + ".bias", new int[] {bias.length}, bias);
        }
        return folded;
    }

    /** Added to variances: PyTorch's and Deeplearning4j's default. */
    private static final double EPSILON = 1e-5;
}
