package org.relabel4j.core.probability;

/**
 * Stands where there is no model, for whoever reads only how many examples and classes there are.
 *
 * @param numExamples rows
 * @param numClasses columns
 */
public record NoProbabilities(int numExamples, int numClasses) implements Probabilities {
    @Override
    public double get(int i, int k) {
        throw new IllegalStateException("there are no probabilities to read");
    }

    @Override
    public void copyRows(int fromRow, int toRow, double[] destination, int offset) {
        throw new IllegalStateException("there are no probabilities to read");
    }
}
