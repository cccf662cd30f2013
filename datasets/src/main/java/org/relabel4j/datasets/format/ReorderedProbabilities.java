package org.relabel4j.datasets.format;

import org.relabel4j.core.probability.Probabilities;

/**
 * Probabilities with rows and columns in another order: a view.
 *
 * @param rows row of the source for each row, a permutation; null to leave them
 * @param columns column of the source for each class, a permutation; null to leave them
 */
record ReorderedProbabilities(Probabilities source, int[] rows, int[] columns) implements Probabilities {
    @Override
    public int numExamples() {
        return source.numExamples();
    }

    @Override
    public int numClasses() {
        return source.numClasses();
    }

    @Override
    public double get(int i, int k) {
        return source.get(rows == null ? i : rows[i], columns == null ? k : columns[k]);
    }

    @Override
    public void copyRows(int fromRow, int toRow, double[] destination, int offset) {
        int numClasses = numClasses();
        double[] row = new double[columns == null ? 0 : numClasses];
        for (int i = fromRow; i < toRow; i++) {
            int from = rows == null ? i : rows[i];
            int to = offset + (i - fromRow) * numClasses;
            source.copyRows(from, from + 1, destination, to);
            if (columns != null) {
                System.arraycopy(destination, to, row, 0, numClasses);
                for (int k = 0; k < numClasses; k++) {
                    destination[to + k] = row[columns[k]];
                }
            }
        }
    }
}
