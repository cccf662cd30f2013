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
        final double[][] softmax;
        final double[][] unitBlock;
        final double[][] hiddenBlock;
        final double[][] hiddenDeltaBlock;
        final int[] labels;
        final float[] scratch;

        BatchBuffers(int size, int features, int units, int classes) {
            examples = new double[size][features];
            this.features = new double[features][size];
            scores = new double[classes][size];
            softmax = new double[2][size];
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
    double step(TrainingSet set, MiniBatches batches, int number) {
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

    private void load(TrainingSet set, MiniBatches batches, int number, int size, int paddedSize) {
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
        if (w.length == BLOCK) {
            DoubleRows.reluOfSum(out, size, hiddenBias[u], batch.features, w[0][u], w[1][u], w[2][u], w[3][u]);
            return;
        }
        Arrays.fill(out, 0, size, hiddenBias[u]);
        for (int f = 0; f < w.length; f += BLOCK) {
            DoubleRows.addScaled(out, size, batch.features, f, w[f][u], w[f + 1][u], w[f + 2][u], w[f + 3][u]);
        }
        DoubleRows.relu(out, size);
    }

    /** Turns scores into the loss and its derivative by the scores, both means over the batch. */
    private double lossAndDeltas(int size, int paddedSize) {
        double loss = SoftmaxLoss.replaceByDerivative(batch.scores, numClasses, size, batch.labels, batch.softmax);
        for (int k = 0; k < numClasses; k++) {
            double[] deltas = batch.scores[k];
            Arrays.fill(deltas, size, paddedSize, 0);
            double sum = 0;
            for (int b = 0; b < size; b++) {
                sum += deltas[b];
            }
            outputBiasGradient[k] = sum;
        }
        return loss;
    }

    /** Adds the gradients of four examples. */
    private void backward(int first) {
        double[][] h = batch.hiddenBlock;
        double[][] dh = batch.hiddenDeltaBlock;
        int units = hiddenBias.length;
        for (int n = 0; n < BLOCK; n++) {
            fillHidden(h[n], batch.examples[first + n]);
            fillHiddenDeltas(dh[n], h[n], first + n);
        }
        addOuterProducts(outputWeightGradients, numClasses, batch.scores, first, h);
        addOuterProducts(hiddenWeightGradients, numFeatures, batch.features, first, dh);
        DoubleRows.add(hiddenBiasGradient, units, dh[0], dh[1], dh[2], dh[3]);
    }

    /** One example's hidden layer. */
    private void fillHidden(double[] out, double[] x) {
        if (hiddenWeights.length == BLOCK) {
            DoubleRows.reluOfSum(out, hiddenBias, hiddenWeights, x[0], x[1], x[2], x[3]);
            return;
        }
        System.arraycopy(hiddenBias, 0, out, 0, out.length);
        for (int f = 0; f < hiddenWeights.length; f += BLOCK) {
            DoubleRows.addScaled(out, out.length, hiddenWeights, f, x[f], x[f + 1], x[f + 2], x[f + 3]);
        }
        DoubleRows.relu(out, out.length);
    }

    /** The loss's derivative by one example's hidden layer, before its ReLU. */
    private void fillHiddenDeltas(double[] out, double[] hidden, int b) {
        double[][] d = batch.scores;
        if (outputWeights.length == BLOCK) {
            DoubleRows.maskedSum(out, hidden, outputWeights, d[0][b], d[1][b], d[2][b], d[3][b]);
            return;
        }
        Arrays.fill(out, 0);
        for (int k = 0; k < outputWeights.length; k += BLOCK) {
            DoubleRows.addScaled(out, out.length, outputWeights, k, d[k][b], d[k + 1][b], d[k + 2][b], d[k + 3][b]);
        }
        DoubleRows.maskByRelu(out, out.length, hidden);
    }

    /** {@code out[r] += sum over n of factors[r][first + n] * rows[n]}. */
    private static void addOuterProducts(double[][] out, int count, double[][] factors, int first, double[][] rows) {
        for (int r = 0; r < count; r++) {
            double[] f = factors[r];
            DoubleRows.addScaled(out[r], out[r].length, rows, 0, f[first], f[first + 1], f[first + 2], f[first + 3]);
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
