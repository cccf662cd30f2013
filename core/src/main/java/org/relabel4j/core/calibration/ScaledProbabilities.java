package org.relabel4j.core.calibration;

import org.relabel4j.core.numeric.FastExp;
import org.relabel4j.core.numeric.FastLog;
import org.relabel4j.core.numeric.RowMath;
import org.relabel4j.core.probability.Probabilities;

/** Probabilities scaled by a temperature when they are read: no copy of the matrix. */
record ScaledProbabilities(Probabilities source, double temperature) implements Probabilities {
    /** Below it the reference clips a probability before it takes the logarithm. */
    static final double MIN_PROB = 1e-30;

    @Override
    public int numExamples() {
        return source.numExamples();
    }

    @Override
    public int numClasses() {
        return source.numClasses();
    }

    @Override
    public void copyRows(int fromRow, int toRow, double[] destination, int offset) {
        source.copyRows(fromRow, toRow, destination, offset);
        int numClasses = numClasses();
        int end = offset + (toRow - fromRow) * numClasses;
        if (temperature == 1) {
            for (int n = offset; n < end; n++) {
                destination[n] = Math.max(destination[n], MIN_PROB);
            }
        } else {
            raise(destination, offset, end, numClasses);
        }
        for (int row = offset; row < end; row += numClasses) {
            normalise(destination, row, row + numClasses);
        }
    }

    /** Replaces each p by (p / largest of the row)^(1/T). */
    private void raise(double[] values, int from, int to, int numClasses) {
        double inverse = 1 / temperature;
        for (int row = from; row < to; row += numClasses) {
            double largest = Math.max(MIN_PROB, RowMath.largest(values, row, numClasses));
            for (int n = row; n < row + numClasses; n++) {
                values[n] = FastLog.of(Math.max(values[n], MIN_PROB) / largest) * inverse;
            }
        }
        for (int n = from; n < to; n++) {
            values[n] = FastExp.of(values[n]);
        }
    }

    private static void normalise(double[] values, int from, int to) {
        double sum = 0;
        for (int n = from; n < to; n++) {
            sum += values[n];
        }
        double inverse = 1 / sum;
        for (int n = from; n < to; n++) {
            values[n] *= inverse;
        }
    }
}
