package org.relabel4j.models.mlp;

/**
 * One of several networks that train together: where it is in its epochs, its output biases (few: updated in Java), and its
 * weights and Adam's moments while they are not in native memory.
 */
final class Nd4jFold {
    final TrainingSet set;
    final MiniBatches batches;
    final double[] outputBias;
    final double[] outputBiasMean;
    final double[] outputBiasSquare;
    /**
     * Weights, means and squares, each: hidden weights {@code [features, units]}, hidden biases {@code [units]}, output
     * weights {@code [classes, units]}.
     */
    final double[][] state;

    private final int units;
    private final Convergence stopping;
    private int batch;
    private double lossSum;
    private boolean ended;

    Nd4jFold(TrainingSet set, MlpConfig config) {
        this.set = set;
        units = config.hidden();
        batches = new MiniBatches(set.size(), config.batchSize(), config.batchSplit(), set.seed());
        stopping = new Convergence(config);
        MlpParameters start = MlpParameters.random(set.numFeatures(), units, set.numClasses(), set.seed());
        outputBias = start.outputBias;
        outputBiasMean = new double[outputBias.length];
        outputBiasSquare = new double[outputBias.length];
        state = new double[3][(set.numFeatures() + 1 + set.numClasses()) * units];
        copyRows(start, state[0], true);
        batches.startEpoch();
    }

    /** The batch that this network is at. */
    int batch() {
        return batch;
    }

    /** Whether training has ended. */
    boolean ended() {
        return ended;
    }

    /**
     * Goes on to the next batch.
     *
     * @param loss mean loss of the batch just done, before its step
     */
    void endBatch(double loss) {
        lossSum += loss * batches.size(batch);
        batch++;
        if (batch == batches.count()) {
            ended = stopping.stopAfter(lossSum / set.size());
            batch = 0;
            lossSum = 0;
            batches.startEpoch();
        }
    }

    /** The parameters, once they are back in {@link #state}. */
    MlpParameters parameters() {
        MlpParameters p = new MlpParameters(set.numFeatures(), units, set.numClasses());
        copyRows(p, state[0], false);
        System.arraycopy(outputBias, 0, p.outputBias, 0, outputBias.length);
        return p;
    }

    private void copyRows(MlpParameters p, double[] flat, boolean toFlat) {
        int offset = 0;
        for (double[] row : p.hiddenWeights) {
            offset = copyRow(row, flat, offset, toFlat);
        }
        offset = copyRow(p.hiddenBias, flat, offset, toFlat);
        for (double[] row : p.outputWeights) {
            offset = copyRow(row, flat, offset, toFlat);
        }
    }

    private static int copyRow(double[] row, double[] flat, int offset, boolean toFlat) {
        if (toFlat) {
            System.arraycopy(row, 0, flat, offset, row.length);
        } else {
            System.arraycopy(flat, offset, row, 0, row.length);
        }
        return offset + row.length;
    }
}
