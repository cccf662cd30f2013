package org.relabel4j.core.probability;

import java.io.Serializable;

/** Probabilities held as a row-major {@code double[]}: exact, 8 bytes a value. Immutable. */
public final class DenseProbabilities implements Probabilities, Serializable {
    private static final long serialVersionUID = 1L;

    private final int numExamples;
    private final int numClasses;
    private final double[] values;

    private DenseProbabilities(int numExamples, int numClasses, double[] values) {
        ProbabilityChecks.checkShape(numExamples, numClasses, values.length);
        for (int i = 0; i < numExamples; i++) {
            ProbabilityChecks.checkRow(i, values, i * numClasses, numClasses);
        }
        this.numExamples = numExamples;
        this.numClasses = numClasses;
        this.values = values;
    }

    /**
     * Probabilities from a row per example.
     *
     * @param rows shape (numExamples, numClasses), at least one row; copied
     * @throws IllegalArgumentException if a row is of another width, has a value that is no probability, or does not sum to
     *     1 ± 1e-3; the message names the row
     */
    public static DenseProbabilities of(double[][] rows) {
        if (rows.length == 0) {
            throw new IllegalArgumentException("predProbs has no rows; use ofRowMajor to give the number of classes");
        }
        int numClasses = rows[0].length;
        double[] values = new double[Math.multiplyExact(rows.length, numClasses)];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != numClasses) {
                throw new IllegalArgumentException("predProbs row " + i + " has " + rows[i].length
                        + " values, expected " + numClasses + " as in row 0");
            }
            System.arraycopy(rows[i], 0, values, i * numClasses, numClasses);
        }
        return new DenseProbabilities(rows.length, numClasses, values);
    }

    /**
     * Probabilities from row-major values.
     *
     * @param numExamples rows, at least 0
     * @param numClasses columns, at least 2
     * @param values length numExamples × numClasses; <em>not</em> copied: the caller must not change it afterwards
     * @throws IllegalArgumentException if the length does not fit, or as {@link #of}
     */
    public static DenseProbabilities ofRowMajor(int numExamples, int numClasses, double[] values) {
        return new DenseProbabilities(numExamples, numClasses, values);
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
        System.arraycopy(values, fromRow * numClasses, destination, offset, (toRow - fromRow) * numClasses);
    }
}
