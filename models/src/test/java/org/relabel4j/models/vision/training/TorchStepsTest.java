package org.relabel4j.models.vision.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.relabel4j.models.vision.ImageShape;
import org.relabel4j.models.vision.RandomWeights;
import org.relabel4j.models.vision.ResNet;
import org.relabel4j.models.vision.ResNetGraphs;
import org.relabel4j.models.vision.ResNets;
import org.relabel4j.models.vision.training.BatchSource.ImageBatch;
import org.relabel4j.models.weights.NamedTensors;
import org.relabel4j.models.weights.TensorMap;

/** ResNet-20's first steps have PyTorch's losses: expected ones were printed by {@code benchmarks/peers/torch_steps.py}. */
class TorchStepsTest {
    private static final int IMAGES = 8;
    private static final int CLASSES = 10;
    private static final int STEPS_OF_WARM_UP = 8;
    private static final ImageShape SHAPE = new ImageShape(16, 16, 3);

    private static final double[] CONSTANT = {8.553898, 7.462399, 6.797490, 6.490564};

    /** With a velocity of steps, as Deeplearning4j has it; a velocity of gradients gives 7.670 for the third. */
    private static final double[] RISING = {8.553898, 8.224832, 7.726917, 7.266976};

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void lossesAreTorchs(int warmUp) {
        double[] expected = warmUp == 0 ? CONSTANT : RISING;
        Descent descent = new Descent(1, IMAGES, 0.05, 0.9, 0.01, warmUp, LearningRateSchedule.CONSTANT);
        float[] targets = new float[IMAGES * CLASSES];
        for (int n = 0; n < IMAGES; n++) {
            targets[n * CLASSES + n % CLASSES] = 1;
        }
        ImageBatch batch = new ImageBatch(IMAGES, sines(IMAGES * SHAPE.length(), 0.5, 1), targets);
        ResNet network = ResNets.byName("resnet20").forImages(SHAPE);
        ComputationGraph graph = ResNetGraphs.trainable(
                network, SHAPE, CLASSES, descent.training(STEPS_OF_WARM_UP, Optional.empty()), weights(network));

        for (double loss : expected) {
            batch.fit(graph, SHAPE);
            // Single precision through twenty layers; each step magnifies it.
            assertEquals(loss, graph.score(), 3e-5);
        }
        graph.close();
    }

    /** The script's first weights. */
    private static NamedTensors weights(ResNet network) {
        NamedTensors random = RandomWeights.of(network, SHAPE.channels(), CLASSES, 0);
        TensorMap weights = new TensorMap("sines");
        int layer = 0;
        for (String name : random.names()) {
            int[] shape = random.shape(name);
            float[] values = random.floats(name);
            if (shape.length == 4) {
                values = sines(values.length, layer++, Math.sqrt(4.0 / (shape[0] * shape[2] * shape[3])));
            } else if (shape.length == 2) {
                values = sines(values.length, layer++, 1 / Math.sqrt(shape[1]));
            } else if (name.equals("fc.bias")) {
                Arrays.fill(values, 0);
            }
            weights.put(name, shape, values);
        }
        return weights;
    }

    private static float[] sines(int length, double start, double scale) {
        float[] values = new float[length];
        for (int n = 0; n < length; n++) {
            values[n] = (float) ((float) Math.sin(0.7 * (n + 1.0) * (n + 1.0) + start) * scale);
        }
        return values;
    }
}
