package org.relabel4j.models.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.relabel4j.models.backend.Backends;
import org.relabel4j.models.vision.ResNetGraphs.Training;
import org.relabel4j.models.weights.NamedTensors;

/** Networks of fast layers against networks of Deeplearning4j's own, and against finite differences. */
class FastLayersTest {
    private static final int SIZE = 6;

    /** Large enough that the bottleneck network's stem leaves more than one pixel. */
    private static final ImageShape SHAPE = new ImageShape(20, 17, 3);

    @BeforeAll
    static void loadBackend() {
        Backends.prepare();
    }

    static Stream<ResNet> networks() {
        return Stream.of(
                TinyImages.basic(Shortcut.PAD), TinyImages.basic(Shortcut.PROJECTION), TinyImages.bottleneck());
    }

    /** The last of these is wide enough for {@link org.relabel4j.models.vision.layers.FoldedConvolution}'s quicker way. */
    static Stream<ResNet> foldedNetworks() {
        ResNet wide = new ResNet("wide", false, List.of(2), 64, Stem.CIFAR, Shortcut.PROJECTION);
        return Stream.concat(networks(), Stream.of(wide));
    }

    private static NamedTensors weights(ResNet network) {
        return RandomWeights.of(network, SHAPE.channels(), TinyImages.CLASSES, 1);
    }

    private static ComputationGraph graph(ResNet network, LayerKind kind) {
        Training training = new Training(kind, new Nesterovs(0.05, 0.9), 0, Optional.empty());
        return ResNetGraphs.trainable(network, SHAPE, TinyImages.CLASSES, training, weights(network));
    }

    private static void gradients(ComputationGraph graph) {
        graph.setInputs(TinyImages.input(SIZE, SHAPE, 2));
        graph.setLabels(TinyImages.labels(SIZE));
        graph.computeGradientAndScore();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void givesTheGradientsOfStandardLayers(ResNet network) {
        ComputationGraph fast = graph(network, LayerKind.FAST);
        ComputationGraph standard = graph(network, LayerKind.STANDARD);

        gradients(fast);
        gradients(standard);

        assertEquals(standard.score(), fast.score(), 1e-6 * standard.score());
        Map<String, INDArray> expected = standard.gradient().gradientForVariable();
        Map<String, INDArray> found = fast.gradient().gradientForVariable();
        assertEquals(expected.keySet(), found.keySet());
        expected.forEach((name, gradient) -> {
            double largest = Math.max(1e-3, gradient.amaxNumber().doubleValue());
            double worst = gradient.sub(found.get(name)).amaxNumber().doubleValue();
            // Single precision through up to ten layers; the two sum in other orders.
            assertTrue(worst < 1e-4 * largest, () -> name + ": " + worst + " of " + largest);
        });
    }

    /** Along a random direction of each tensor: one number that all of a tensor's gradient enters. */
    @ParameterizedTest
    @MethodSource("networks")
    void givesTheSlopesOfTheLoss(ResNet network) {
        ComputationGraph graph = graph(network, LayerKind.FAST);
        gradients(graph);
        Map<String, INDArray> gradients = graph.gradient().gradientForVariable();
        MultiDataSet batch = new MultiDataSet(TinyImages.input(SIZE, SHAPE, 2), TinyImages.labels(SIZE));

        gradients.forEach((name, gradient) -> {
            if (name.endsWith("_mean") || name.endsWith("_var")) {
                return;
            }
            INDArray direction = gradient.dup();
            double length = direction.norm2Number().doubleValue();
            if (length < 1e-3) {
                return;
            }
            direction.divi(length);
            INDArray parameter = graph.getParam(name);
            INDArray start = parameter.dup();
            double step = 2e-3 * Math.max(1, start.norm2Number().doubleValue());
            parameter.assign(start.add(direction.mul(step)));
            double above = graph.score(batch, true);
            parameter.assign(start.sub(direction.mul(step)));
            double below = graph.score(batch, true);
            parameter.assign(start);

            // The gradient is a sum over examples, the score their mean. ReLUs bend the loss within the step.
            assertEquals(length / SIZE, (above - below) / (2 * step), 0.05 * length / SIZE, name);
        });
    }

    @ParameterizedTest
    @MethodSource("networks")
    void trainsAsStandardLayersDo(ResNet network) {
        ComputationGraph fast = graph(network, LayerKind.FAST);
        ComputationGraph standard = graph(network, LayerKind.STANDARD);
        INDArray[] x = {TinyImages.input(SIZE, SHAPE, 2)};
        INDArray[] y = {TinyImages.labels(SIZE)};

        for (int step = 0; step < 3; step++) {
            fast.fit(x, y);
            standard.fit(x, y);
        }

        // Differences of single precision grow with each step.
        assertEquals(standard.score(), fast.score(), 1e-3);
        assertClose(standard.outputSingle(x[0]), fast.outputSingle(x[0]), 1e-2);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void convertsToStandardLayersAndBack(ResNet network) {
        ComputationGraph trained = graph(network, LayerKind.FAST);
        INDArray x = TinyImages.input(SIZE, SHAPE, 2);
        trained.fit(new INDArray[] {x}, new INDArray[] {TinyImages.labels(SIZE)});

        ComputationGraph standard = graph(network, LayerKind.STANDARD);
        ResNetWeights.load(standard, ResNetWeights.of(trained));
        ComputationGraph back = graph(network, LayerKind.FAST);
        ResNetWeights.load(back, ResNetWeights.of(standard));

        assertClose(trained.outputSingle(x), standard.outputSingle(x), 1e-5);
        assertClose(trained.outputSingle(x), back.outputSingle(x), 0);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void deeplearning4jSavesAndRestoresIt(ResNet network, @TempDir Path folder) throws IOException {
        ComputationGraph graph = graph(network, LayerKind.FAST);
        INDArray[] x = {TinyImages.input(SIZE, SHAPE, 2)};
        INDArray[] y = {TinyImages.labels(SIZE)};
        graph.fit(x, y);
        File file = folder.resolve("network.zip").toFile();

        ModelSerializer.writeModel(graph, file, true);
        ComputationGraph restored = ModelSerializer.restoreComputationGraph(file, true);

        assertEquals(graph.getConfiguration(), restored.getConfiguration());
        assertClose(graph.outputSingle(x[0]), restored.outputSingle(x[0]), 0);
        graph.fit(x, y);
        restored.fit(x, y);
        assertClose(graph.params(), restored.params(), 1e-6);
    }

    @ParameterizedTest
    @MethodSource("foldedNetworks")
    void foldingBatchNormKeepsTheEmbeddings(ResNet network) {
        ComputationGraph graph = graph(network, LayerKind.FAST);
        INDArray x = TinyImages.input(SIZE, SHAPE, 2);
        for (int step = 0; step < 3; step++) {
            graph.fit(new INDArray[] {x}, new INDArray[] {TinyImages.labels(SIZE)});
        }
        INDArray expected = graph.feedForward(x, false).get(Assembly.POOLED).dup();

        ComputationGraph folded = ResNetGraphs.embedding(network, SHAPE, ResNetWeights.of(graph));

        assertEquals(network.features(), expected.size(1));
        assertClose(
                expected, folded.outputSingle(x), 1e-4 * expected.amaxNumber().doubleValue());
    }

    @Test
    void foldedNetworksCannotBeTrained() {
        ResNet network = TinyImages.basic(Shortcut.PAD);
        ComputationGraph folded = ResNetGraphs.embedding(network, SHAPE, weights(network));
        INDArray out = folded.output(true, false, TinyImages.input(2, SHAPE, 1))[0];

        var error = assertThrows(UnsupportedOperationException.class, () -> folded.backpropGradient(out));

        assertTrue(error.getMessage().contains("cannot be trained"), error::getMessage);
    }

    @Test
    void randomWeightsDependOnTheSeedAlone() {
        ResNet network = TinyImages.basic(Shortcut.PROJECTION);
        NamedTensors one = RandomWeights.of(network, 3, 2, 5);
        NamedTensors same = RandomWeights.of(network, 3, 2, 5);
        NamedTensors other = RandomWeights.of(network, 3, 2, 6);

        float[] kernel = one.floats("layer1.0.conv1.weight");
        assertEquals(kernel[7], same.floats("layer1.0.conv1.weight")[7]);
        assertTrue(kernel[7] != other.floats("layer1.0.conv1.weight")[7]);
        double squares = 0;
        for (float weight :
                RandomWeights.of(ResNets.byName("resnet20"), 3, 2, 5).floats("layer3.2.conv2.weight")) {
            squares += weight * weight;
        }
        // Variance 2 / (3 * 3 * 64), from 36,864 numbers: a relative error of 0.7 %.
        assertEquals(2.0 / 576, squares / 36864, 1e-4);
    }

    private static void assertClose(INDArray expected, INDArray found, double tolerance) {
        double worst = expected.sub(found).amaxNumber().doubleValue();
        assertTrue(worst <= tolerance, () -> "differs by " + worst);
    }
}
