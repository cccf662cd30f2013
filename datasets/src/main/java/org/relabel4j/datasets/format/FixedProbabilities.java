package org.relabel4j.datasets.format;

import org.relabel4j.core.probability.Probabilities;

/** Rows that {@link RowFixer} has accepted, fixed whenever they are read: a view. */
record FixedProbabilities(Probabilities source) implements Probabilities {
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
        for (int i = fromRow; i < toRow; i++) {
            RowFixer.settle(destination, offset + (i - fromRow) * numClasses, numClasses);
        }
    }
}
