package org.relabel4j.models.mlp;

import java.util.Arrays;

/**
 * A network with one hidden layer in plain Java: takes one Adam step a batch, on the calling thread.
 *
 * <p>Every hot loop runs over contiguous doubles without a reduction, so that C2 vectorises it (see {@link DoubleRows}). The
 * scores of the classes need the hidden layer unit by unit (the loop runs over the batch), the gradients need it example by
 * example (the loop runs over the units), so it is computed twice: at most half as much arithmetic again. Features,
 * units, classes and batch are padded with zeros to multiples of four, which stay zeros through every step.
 */
final class JavaNetwork {
    private static final int BLOCK = 4;

    private final MlpConfig config;
    private final int numFeatures;
    private final int numUnits;
    private final int numClasses;
    private final double[][] hiddenWeights;
    private final double[] hiddenBias;
    private final double[][] outputWeights;
    private final double[] outputBias;
    private final AdamRows adam = new AdamRows();
    private final double[][] hiddenWeightGradients;
    private final double[] hiddenBiasGradient;
    private final double[][] outputWeightGradients;
    private final double[] outputBiasGradient;
    private final BatchBuffers batch;
    private int steps;

    JavaNetwork(MlpConfig config, MlpParameters start, int maxBatch) {
        this.config = config;
        numFeatures = start.numFeatures();
        numUnits = start.hidden();
        numClasses = start.numClasses();
        int units = pad(numUnits);
        hiddenWeights = padded(start.hiddenWeights, units);
        hiddenBias = Arrays.copyOf(start.hiddenBias, units);
        outputWeights = padded(start.outputWeights, units);
        outputBias = Arrays.copyOf(start.outputBias, pad(numClasses));
        hiddenWeightGradients = register(hiddenWeights);
        outputWeightGradients = register(outputWeights);
        hiddenBiasGradient = adam.register(hiddenBias, false);
        outputBiasGradient = adam.register(outputBias, false);
        batch = new BatchBuffers(pad(maxBatch), hiddenWeights.length, units, outputWeights.length);
    }

    /** Working memory, allocated once. */
    private static final class BatchBuffers {
        final double[][] examples;
        final double[][] features;
        final double[][] scores;
        final double[][] deltas;
        final double[][] unitBlock;
        final double[][] hiddenBlock;
        final double[][] hiddenDeltaBlock;
        final int[] labels;
        final float[] scratch;

        BatchBuffers(int size, int features, int units, int classes) {
            examples = new double[size][features];
            this.features = new double[features][size];
            scores = new double[classes][size];
            deltas = new double[size][classes];
            unitBlock = new double[BLOCK][size];
            hiddenBlock = new double[BLOCK][units];
            hiddenDeltaBlock = new double[BLOCK][units];
            labels = new int[size];
            scratch = new float[features];
        }
    }

    /**
     * One step on one batch.
     *
     * @return the batch's mean loss before the step, the penalty included, in nats
     */
    double step(TrainingSet set, Batches batches, int number) {
        int size = batches.size(number);
        int paddedSize = pad(size);
        load(set, batches, number, size, paddedSize);
        forward(paddedSize);
        double loss = lossAndDeltas(size, paddedSize);
        loss += config.l2() / size * adam.penalty();
        for (int b = 0; b < paddedSize; b += BLOCK) {
            backward(b);
        }
        steps++;
        adam.step(AdamStep.number(steps, config.learningRate()), (config.l2() / size));
        return loss;
    }

    /** A copy of the parameters as they are now. */
    MlpParameters parameters() {
        MlpParameters p = new MlpParameters(numFeatures, numUnits, numClasses);
        for (int f = 0; f < numFeatures; f++) {
            System.arraycopy(hiddenWeights[f], 0, p.hiddenWeights[f], 0, numUnits);
        }
        for (int k = 0; k < numClasses; k++) {
            System.arraycopy(outputWeights[k], 0, p.outputWeights[k], 0, numUnits);
        }
        System.arraycopy(hiddenBias, 0, p.hiddenBias, 0, numUnits);
        System.arraycopy(outputBias, 0, p.outputBias, 0, numClasses);
        return p;
    }

    private void load(TrainingSet set, Batches batches, int number, int size, int paddedSize) {
        for (int b = 0; b < size; b++) {
            int position = batches.position(number, b);
            double[] example = batch.examples[b];
            set.copyTo(position, batch.scratch, example, 0);
            batch.labels[b] = set.labels()[position];
            for (int f = 0; f < numFeatures; f++) {
                batch.features[f][b] = example[f];
            }
        }
        for (int b = size; b < paddedSize; b++) {
            Arrays.fill(batch.examples[b], 0);
            for (double[] feature : batch.features) {
                feature[b] = 0;
            }
        }
    }

    /** Fills the scores (logits) of the batch, four hidden units at a time. */
    private void forward(int size) {
        for (int k = 0; k < numClasses; k++) {
            Arrays.fill(batch.scores[k], 0, size, outputBias[k]);
        }
        for (int u = 0; u < hiddenBias.length; u += BLOCK) {
            for (int n = 0; n < BLOCK; n++) {
                fillUnit(batch.unitBlock[n], u + n, size);
            }
            for (int k = 0; k < numClasses; k++) {
                double[] w = outputWeights[k];
                DoubleRows.addScaled(batch.scores[k], size, batch.unitBlock, 0, w[u], w[u + 1], w[u + 2], w[u + 3]);
            }
        }
    }

    /** One hidden unit's activation for every example of the batch. */
    private void fillUnit(double[] out, int u, int size) {
        double[][] w = hiddenWeights;
        Arrays.fill(out, 0, size, hiddenBias[u]);
        for (int f = 0; f < w.length; f += BLOCK) {
            DoubleRows.addScaled(out, size, batch.features, f, w[f][u], w[f + 1][u], w[f + 2][u], w[f + 3][u]);
        }
        DoubleRows.relu(out, size);
    }

    /** Turns scores into the loss and its derivative by the scores, both means over the batch. */
    private double lossAndDeltas(int size, int paddedSize) {
        double loss = 0;
        double[] values = new double[numClasses];
        double[] biasGradient = new double[numClasses];
        for (int b = 0; b < size; b++) {
            for (int k = 0; k < numClasses; k++) {
                values[k] = batch.scores[k][b];
            }
            loss += SoftmaxLoss.replaceByDerivative(values, batch.labels[b]);
            for (int k = 0; k < numClasses; k++) {
                double delta = values[k] / size;
                batch.deltas[b][k] = delta;
                biasGradient[k] += delta;
            }
        }
        for (int b = size; b < paddedSize; b++) {
            Arrays.fill(batch.deltas[b], 0);
        }
        for (int k = 0; k < numClasses; k++) {
            outputBiasGradient[k] = biasGradient[k];
        }
        return loss / size;
    }

    /** Adds the gradients of four examples. */
    private void backward(int first) {
        double[][] h = batch.hiddenBlock;
        double[][] dh = batch.hiddenDeltaBlock;
        int units = hiddenBias.length;
        for (int n = 0; n < BLOCK; n++) {
            System.arraycopy(hiddenBias, 0, h[n], 0, units);
            addProduct(h[n], batch.examples[first + n], hiddenWeights);
            DoubleRows.relu(h[n], units);
            Arrays.fill(dh[n], 0);
            addProduct(dh[n], batch.deltas[first + n], outputWeights);
            DoubleRows.maskByRelu(dh[n], units, h[n]);
        }
        addOuterProducts(outputWeightGradients, numClasses, batch.deltas, first, h);
        addOuterProducts(hiddenWeightGradients, numFeatures, batch.examples, first, dh);
        DoubleRows.add(hiddenBiasGradient, units, dh[0], dh[1], dh[2], dh[3]);
    }

    /** {@code out += sum over r of factors[r] * rows[r]}. */
    private static void addProduct(double[] out, double[] factors, double[][] rows) {
        for (int r = 0; r < rows.length; r += BLOCK) {
            DoubleRows.addScaled(out, out.length, rows, r, factors[r], factors[r + 1], factors[r + 2], factors[r + 3]);
        }
    }

    /** {@code out[r] += sum over n of factors[first + n][r] * rows[n]}. */
    private static void addOuterProducts(double[][] out, int count, double[][] factors, int first, double[][] rows) {
        double[] f0 = factors[first];
        double[] f1 = factors[first + 1];
        double[] f2 = factors[first + 2];
        double[] f3 = factors[first + 3];
        for (int r = 0; r < count; r++) {
            DoubleRows.addScaled(out[r], out[r].length, rows, 0, f0[r], f1[r], f2[r], f3[r]);
        }
    }

    private double[][] register(double[][] rows) {
        double[][] rowGradients = new double[rows.length][];
        for (int r = 0; r < rows.length; r++) {
            rowGradients[r] = adam.register(rows[r], true);
        }
        return rowGradients;
    }

    private static int pad(int size) {
        return (size + BLOCK - 1) / BLOCK * BLOCK;
    }

    private static double[][] padded(double[][] rows, int length) {
        double[][] copy = new double[pad(rows.length)][length];
        for (int r = 0; r < rows.length; r++) {
            System.arraycopy(rows[r], 0, copy[r], 0, rows[r].length);
        }
        return copy;
    }
}
