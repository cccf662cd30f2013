package org.relabel4j.models.vision.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.relabel4j.models.vision.ImageShape;
import org.relabel4j.models.vision.LayerKind;
import org.relabel4j.models.vision.RandomWeights;
import org.relabel4j.models.vision.ResNet;
import org.relabel4j.models.vision.ResNetGraphs;
import org.relabel4j.models.vision.ResNetGraphs.Training;
import org.relabel4j.models.vision.WholeMachine;
import org.relabel4j.models.weights.NamedTensors;

/** One batch of random images and a network, for measuring how long a training step and a prediction take. */
public final class StepsToTime implements AutoCloseable {
    private final ImageShape shape;
    private final ComputationGraph trained;
    private final ComputationGraph folded;
    private final INDArray images;
    private final INDArray labels;
    private final List<Runnable> closings = new ArrayList<>();

    /**
     * @param network the network, with a stem for the images
     * @param shape size of the images
     * @param batch images a step, at least 1
     * @param numClasses classes, at least 2
     * @param kind layers to train with; predictions are always by the quickest
     * @param seed the only source of randomness
     */
    public StepsToTime(ResNet network, ImageShape shape, int batch, int numClasses, LayerKind kind, long seed) {
        this.shape = shape;
        NamedTensors weights = RandomWeights.of(network, shape.channels(), numClasses, seed);
        Training training = new Training(kind, new Nesterovs(0.01, 0.9), 5e-4, Optional.empty());
        SplittableRandom rng = new SplittableRandom(seed);
        float[] values = new float[Math.multiplyExact(batch, shape.length())];
        for (int n = 0; n < values.length; n++) {
            values[n] = (float) rng.nextGaussian();
        }
        float[] oneHot = new float[Math.multiplyExact(batch, numClasses)];
        for (int n = 0; n < batch; n++) {
            oneHot[n * numClasses + n % numClasses] = 1;
        }
        try {
            trained = owned(
                    WholeMachine.run(
                            shape, () -> ResNetGraphs.trainable(network, shape, numClasses, training, weights)),
                    ComputationGraph::close);
            folded = owned(
                    WholeMachine.run(shape, () -> ResNetGraphs.embedding(network, shape, weights)),
                    ComputationGraph::close);
            images = owned(
                    Nd4j.create(values, new long[] {batch, shape.height(), shape.width(), shape.channels()}, 'c'),
                    INDArray::close);
            labels = owned(Nd4j.create(oneHot, new long[] {batch, numClasses}, 'c'), INDArray::close);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** Notes how to close something that this holds. */
    private <T> T owned(T part, Consumer<T> closing) {
        closings.add(() -> closing.accept(part));
        return part;
    }

    /** One step of training; returns the batch's loss before it, nats. */
    public double train() {
        return WholeMachine.run(shape, () -> {
            trained.fit(new INDArray[] {images}, new INDArray[] {labels});
            return trained.score();
        });
    }

    /** One prediction, up to the embeddings; returns the first embedding's first value. */
    public double predict() {
        return WholeMachine.run(shape, () -> {
            try (INDArray embeddings = folded.outputSingle(images)) {
                return embeddings.getDouble(0);
            }
        });
    }

    @Override
    public void close() {
        closings.forEach(Runnable::run);
    }
}
