package org.relabel4j.core.acquisition;

import org.relabel4j.core.probability.Probabilities;

/** The rows of some examples, in their order. */
record ChosenProbabilities(Probabilities all, int[] rows) implements Probabilities {
    @Override
    public int numExamples() {
        return rows.length;
    }

    @Override
    public int numClasses() {
        return all.numClasses();
    }

    @Override
    public void copyRows(int fromRow, int toRow, double[] destination, int offset) {
        for (int n = fromRow; n < toRow; n++) {
            all.copyRows(rows[n], rows[n] + 1, destination, offset + (n - fromRow) * numClasses());
        }
    }
}
