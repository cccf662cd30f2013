package org.relabel4j.datasets.format;

import java.nio.file.Path;

/** Reads how often each class was given to each example, from a {@code .npy} file of whole numbers. */
public final class CountTable {
    private static final int MAX_COUNT = 1_000_000_000;

    private CountTable() {}

    /**
     * Reads a file.
     *
     * @return shape (numExamples, numClasses)
     * @throws InputException if it is no two-dimensional array of whole numbers with at least 2 columns, or a count is negative
     *     or above 1e9
     */
    public static int[][] read(Path file) throws InputException {
        MappedProbabilities mapped = MappedProbabilities.open(file);
        int numRows = mapped.numExamples();
        int numColumns = mapped.numClasses();
        if (!mapped.isWhole()) {
            throw InputException.inFile(
                    file, "holds fractions", "whole numbers", "use astype(numpy.int64) before saving");
        }
        if (numColumns < 2) {
            throw InputException.inFile(
                    file,
                    "has shape (" + numRows + ", " + numColumns + ")",
                    "(examples, classes), with at least 2 classes",
                    "");
        }
        int[][] counts = new int[numRows][numColumns];
        double[] row = new double[numColumns];
        for (int i = 0; i < numRows; i++) {
            mapped.copyRows(i, i + 1, row, 0);
            for (int k = 0; k < numColumns; k++) {
                counts[i][k] = count(file, i, k, row[k]);
            }
        }
        mapped.checkUnchanged();
        return counts;
    }

    private static int count(Path file, int row, int column, double value) throws InputException {
        if (value < 0 || value > MAX_COUNT) {
            throw InputException.atRow(
                    file, row, "has " + (long) value + " in column " + column, "a count from 0 to " + MAX_COUNT, "");
        }
        return (int) value;
    }
}
