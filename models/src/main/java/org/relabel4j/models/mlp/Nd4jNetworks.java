package org.relabel4j.models.mlp;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.impl.updaters.AdamUpdater;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The hidden layer and output weights of several networks of one shape, each with its own batch, as one batched computation
 * on ND4J: a product of matrices is {@code [networks, batch, in] x [networks, in, out]}.
 *
 * <p>At this size a call to ND4J costs as much as its arithmetic. So all weights lie in one flat array that one Adam call
 * updates, and the hidden bias is the weight of an input that is always 1. Layout of the flat array: {@code [networks, inputs,
 * units]} for the hidden layer, then {@code [networks, classes, units]}.
 *
 * <p>Holds native memory until closed. Not thread-safe.
 */
final class Nd4jNetworks implements AutoCloseable {
    private final MlpConfig config;
    private final List<INDArray> owned = new ArrayList<>();
    private final INDArray weights;
    private final INDArray gradients;
    private final INDArray updates;
    private final INDArray squares;
    private final INDArray means;
    private final HostDoubles hostWeights;
    private final HostDoubles hostPenalties;
    private final HostDoubles hostInput;
    private final HostDoubles hostScores;
    private final HostDoubles hostDeltas;
    private final List<CustomOp> forward;
    private final List<CustomOp> backward;

    /**
     * @param start weights, and Adam's two moments, in the layout above: {@code {weights, means, squares}}
     * @param count networks
     * @param inputs features and the constant one
     * @param maxBatch examples in the largest batch
     */
    Nd4jNetworks(MlpConfig config, double[][] start, int count, int inputs, int numClasses, int maxBatch) {
        this.config = config;
        int units = config.hidden();
        weights = own(start[0].length);
        means = own(start[0].length);
        squares = own(start[0].length);
        gradients = own(start[0].length);
        updates = own(start[0].length);
        hostWeights = new HostDoubles(weights);
        hostWeights.write(start[0]);
        new HostDoubles(means).write(start[1]);
        new HostDoubles(squares).write(start[2]);
        INDArray penalties = own(start[0].length);
        hostPenalties = new HostDoubles(penalties);
        INDArray input = own(count, maxBatch, inputs);
        INDArray hidden = own(count, maxBatch, units);
        INDArray scores = own(count, maxBatch, numClasses);
        INDArray deltas = own(count, maxBatch, numClasses);
        INDArray hiddenDeltas = own(count, maxBatch, units);
        hostInput = new HostDoubles(input);
        hostScores = new HostDoubles(scores);
        hostDeltas = new HostDoubles(deltas);
        long split = (long) count * inputs * units;
        INDArray hiddenWeights = part(weights, 0, split).reshape('c', count, inputs, units);
        INDArray outputWeights = part(weights, split, weights.length()).reshape('c', count, numClasses, units);
        INDArray hiddenGradients = part(gradients, 0, split).reshape('c', count, inputs, units);
        INDArray outputGradients = part(gradients, split, gradients.length()).reshape('c', count, numClasses, units);
        forward = List.of(
                product(input, false, hiddenWeights, false, hidden),
                relu(hidden),
                product(hidden, false, outputWeights, true, scores));
        backward = List.of(
                product(deltas, true, hidden, false, outputGradients),
                product(deltas, false, outputWeights, false, hiddenDeltas),
                op("relu_bp", hiddenDeltas, hidden, hiddenDeltas),
                product(input, true, hiddenDeltas, false, hiddenGradients),
                op("multiply", updates, penalties, weights),
                op("add", gradients, gradients, updates));
    }

    /**
     * Computes scores, without the output bias.
     *
     * @param inputs shape (networks, maxBatch, inputs)
     * @param scores is filled; shape (networks, maxBatch, classes)
     */
    void forward(double[] inputs, double[] scores) {
        hostInput.write(inputs);
        forward.forEach(Nd4j::exec);
        hostScores.read(scores);
    }

    /** Sets the factor by which each weight is added to its gradient; in the layout of the weights. */
    void setPenalties(double[] penalties) {
        hostPenalties.write(penalties);
    }

    /**
     * Updates the weights, after {@link #forward} on the same batch.
     *
     * @param deltas derivative of the loss by the scores, zero for examples that only pad; shape (networks, maxBatch, classes)
     * @param step number of the step, from 1
     */
    void update(double[] deltas, int step) {
        hostDeltas.write(deltas);
        backward.forEach(Nd4j::exec);
        Nd4j.exec(new AdamUpdater(
                gradients,
                squares,
                means,
                updates,
                squares,
                means,
                config.learningRate(),
                AdamStep.BETA1,
                AdamStep.BETA2,
                AdamStep.EPSILON,
                step - 1));
        Nd4j.exec(op("subtract", weights, weights, updates));
    }

    /** Copies the weights. */
    void readWeights(double[] destination) {
        hostWeights.read(destination);
    }

    /** Weights and Adam's two moments, as the constructor takes them. */
    double[][] state() {
        double[][] state = new double[3][(int) weights.length()];
        hostWeights.read(state[0]);
        new HostDoubles(means).read(state[1]);
        new HostDoubles(squares).read(state[2]);
        return state;
    }

    @Override
    public void close() {
        owned.forEach(INDArray::close);
    }

    private INDArray own(long... shape) {
        try {
            INDArray array = Nd4j.create(DataType.DOUBLE, shape, 'c');
            owned.add(array);
            return array;
        } catch (RuntimeException | Error e) {
            // Nobody can close what the constructor does not hand out.
            close();
            throw e;
        }
    }

    private static INDArray part(INDArray flat, long from, long to) {
        return flat.get(NDArrayIndex.interval(from, to));
    }

    private static CustomOp product(INDArray a, boolean transposeA, INDArray b, boolean transposeB, INDArray out) {
        return DynamicCustomOp.builder("matmul")
                .addInputs(a, b)
                .addOutputs(out)
                .addIntegerArguments(transposeA ? 1 : 0, transposeB ? 1 : 0, 0)
                .addFloatingPointArguments(1.0, 0.0)
                .build();
    }

    private static CustomOp relu(INDArray array) {
        return DynamicCustomOp.builder("relu")
                .addInputs(array)
                .addOutputs(array)
                .addFloatingPointArguments(0.0)
                .build();
    }

    private static CustomOp op(String name, INDArray out, INDArray... in) {
        return DynamicCustomOp.builder(name).addInputs(in).addOutputs(out).build();
    }
}
