package org.relabel4j.models.mlp;

import java.util.Arrays;
import java.util.List;

/**
 * Takes steps of several networks at once: gathers their batches, turns scores into losses and derivatives, and keeps the
 * networks in native memory until closed.
 */
final class Nd4jLockstep implements AutoCloseable {
    private final MlpConfig config;
    private final List<Nd4jFold> folds;
    private final int units;
    private final int inputs;
    private final int numClasses;
    private final int maxBatch;
    private final Nd4jNetworks networks;
    private final double[] weights;
    private final float[] scratch;
    private final double[] input;
    private final double[] scores;
    private final double[] deltas;
    private final double[] penalties;
    private final int[] penaltySizes;
    private final double[] values;
    private final double[] biasGradient;

    Nd4jLockstep(MlpConfig config, List<Nd4jFold> folds) {
        this.config = config;
        this.folds = folds;
        units = config.hidden();
        inputs = folds.get(0).set.numFeatures() + 1;
        numClasses = folds.get(0).set.numClasses();
        maxBatch = folds.stream().mapToInt(fold -> fold.batches.maxSize()).max().orElseThrow();
        double[][] state = new double[3][folds.size() * (inputs + numClasses) * units];
        for (int fold = 0; fold < folds.size(); fold++) {
            for (int part = 0; part < state.length; part++) {
                copy(fold, folds.get(fold).state[part], state[part], true);
            }
        }
        networks = new Nd4jNetworks(config, state, folds.size(), inputs, numClasses, maxBatch);
        weights = new double[state[0].length];
        scratch = new float[inputs];
        input = new double[folds.size() * maxBatch * inputs];
        scores = new double[folds.size() * maxBatch * numClasses];
        deltas = new double[scores.length];
        penalties = new double[weights.length];
        penaltySizes = new int[folds.size()];
        values = new double[numClasses];
        biasGradient = new double[numClasses];
    }

    /**
     * One step of each network.
     *
     * @param number of the step, from 1
     */
    void step(int number) {
        Arrays.fill(input, 0);
        Arrays.fill(deltas, 0);
        for (int fold = 0; fold < folds.size(); fold++) {
            gather(fold);
        }
        setPenalties();
        networks.readWeights(weights);
        networks.forward(input, scores);
        AdamStep adam = AdamStep.number(number, config.learningRate());
        for (int fold = 0; fold < folds.size(); fold++) {
            Nd4jFold f = folds.get(fold);
            double loss = lossAndDeltas(fold);
            DoubleRows.adam(f.outputBias, biasGradient, f.outputBiasMean, f.outputBiasSquare, adam);
            f.endBatch(loss);
        }
        networks.update(deltas, number);
    }

    /** Copies weights and moments back to the networks' own. */
    void save() {
        double[][] state = networks.state();
        for (int fold = 0; fold < folds.size(); fold++) {
            for (int part = 0; part < state.length; part++) {
                copy(fold, folds.get(fold).state[part], state[part], false);
            }
        }
    }

    @Override
    public void close() {
        networks.close();
    }

    private void gather(int fold) {
        Nd4jFold f = folds.get(fold);
        int size = f.batches.size(f.batch());
        for (int b = 0; b < size; b++) {
            int offset = (fold * maxBatch + b) * inputs;
            f.set.copyTo(f.batches.position(f.batch(), b), scratch, input, offset);
            input[offset + inputs - 1] = 1;
        }
    }

    /** The penalty's gradient is divided by the size of the batch, so its factors change with a short batch. */
    private void setPenalties() {
        boolean changed = false;
        for (int fold = 0; fold < folds.size(); fold++) {
            Nd4jFold f = folds.get(fold);
            int size = f.batches.size(f.batch());
            if (size != penaltySizes[fold]) {
                penaltySizes[fold] = size;
                fillWeights(penalties, fold, (config.l2() / size));
                changed = true;
            }
        }
        if (changed) {
            networks.setPenalties(penalties);
        }
    }

    /** Fills deltas and the gradient of the output bias for one network, and returns its loss. */
    private double lossAndDeltas(int fold) {
        Nd4jFold f = folds.get(fold);
        int size = f.batches.size(f.batch());
        double[] biasSum = new double[numClasses];
        double loss = 0;
        for (int b = 0; b < size; b++) {
            int offset = (fold * maxBatch + b) * numClasses;
            for (int k = 0; k < numClasses; k++) {
                values[k] = scores[offset + k] + f.outputBias[k];
            }
            loss += SoftmaxLoss.replaceByDerivative(values, f.set.labels()[f.batches.position(f.batch(), b)]);
            for (int k = 0; k < numClasses; k++) {
                double delta = values[k] / size;
                deltas[offset + k] = delta;
                biasSum[k] += delta;
            }
        }
        for (int k = 0; k < numClasses; k++) {
            biasGradient[k] = biasSum[k];
        }
        return loss / size + config.l2() / size * penalty(fold);
    }

    private double penalty(int fold) {
        int hiddenLength = (inputs - 1) * units;
        int outputLength = numClasses * units;
        return (DoubleRows.sumOfSquares(weights, hiddenOffset(fold), hiddenLength)
                        + DoubleRows.sumOfSquares(weights, outputOffset(fold), outputLength))
                / 2;
    }

    private void fillWeights(double[] flat, int fold, double value) {
        int hidden = hiddenOffset(fold);
        Arrays.fill(flat, hidden, hidden + (inputs - 1) * units, value);
        int output = outputOffset(fold);
        Arrays.fill(flat, output, output + numClasses * units, value);
    }

    private void copy(int fold, double[] own, double[] shared, boolean toShared) {
        int hiddenLength = inputs * units;
        int outputLength = numClasses * units;
        if (toShared) {
            System.arraycopy(own, 0, shared, hiddenOffset(fold), hiddenLength);
            System.arraycopy(own, hiddenLength, shared, outputOffset(fold), outputLength);
        } else {
            System.arraycopy(shared, hiddenOffset(fold), own, 0, hiddenLength);
            System.arraycopy(shared, outputOffset(fold), own, hiddenLength, outputLength);
        }
    }

    private int hiddenOffset(int fold) {
        return fold * inputs * units;
    }

    private int outputOffset(int fold) {
        return folds.size() * inputs * units + fold * numClasses * units;
    }
}
