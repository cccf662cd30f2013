package org.relabel4j.core.probability;

import java.io.Serializable;

/** Probabilities held as a row-major {@code float[]}: 4 bytes a value, relative precision 6e-8. Immutable. */
public final class FloatProbabilities implements Probabilities, Serializable {
    private static final long serialVersionUID = 1L;

    private final int numExamples;
    private final int numClasses;
    private final float[] values;

    private FloatProbabilities(int numExamples, int numClasses, float[] values) {
        ProbabilityChecks.checkShape(numExamples, numClasses, values.length);
        this.numExamples = numExamples;
        this.numClasses = numClasses;
        this.values = values;
        double[] row = new double[numClasses];
        for (int i = 0; i < numExamples; i++) {
            copyRows(i, i + 1, row, 0);
            ProbabilityChecks.checkRow(i, row, 0, numClasses);
        }
    }

    /**
     * Probabilities from row-major values.
     *
     * @param numExamples rows, at least 0
     * @param numClasses columns, at least 2
     * @param values length numExamples × numClasses; <em>not</em> copied: the caller must not change it afterwards
     * @throws IllegalArgumentException if the length does not fit, or a row is not a distribution; the message names the row
     */
    public static FloatProbabilities ofRowMajor(int numExamples, int numClasses, float[] values) {
        return new FloatProbabilities(numExamples, numClasses, values);
    }

    @Override
    public int numExamples() {
        return numExamples;
    }

    @Override
    public int numClasses() {
        return numClasses;
    }

    @Override
    public double get(int i, int k) {
        if (k < 0 || k >= numClasses) {
            throw new IndexOutOfBoundsException("class " + k + " of " + numClasses);
        }
        return values[i * numClasses + k];
    }

    @Override
    public void copyRows(int fromRow, int toRow, double[] destination, int offset) {
        int from = fromRow * numClasses;
        int length = (toRow - fromRow) * numClasses;
        for (int n = 0; n < length; n++) {
            destination[offset + n] = values[from + n];
        }
    }

    /** All values, row by row, to be read only. */
    float[] values() {
        return values;
    }
}
