package org.relabel4j.datasets.format;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.relabel4j.core.probability.Probabilities;

/**
 * The probabilities of two classes where a file has one column: those of the second class, unless it is named as the first.
 *
 * @param second one column
 */
record TwoClasses(Probabilities second) implements Probabilities {
    /** What the two classes are called, if the labels or the user tell. */
    static Optional<List<String>> names(ProbabilityOptions options) {
        if (!options.classes().isEmpty()) {
            return Optional.of(options.classes()).filter(classes -> classes.size() == 2);
        }
        Ids labels = options.labels();
        if (labels.size() > 0 && List.of("0", "1").containsAll(ClassColumns.forms(labels.asList()))) {
            return Optional.of(List.of("0", "1"));
        }
        return labels.size() == 2
                ? Optional.of(Arrays.stream(labels.sortedPositions())
                        .mapToObj(labels::get)
                        .toList())
                : Optional.empty();
    }

    /** What to tell the user about a column that was read so. */
    static String note(String className) {
        return "has one column, which was taken as the probability of class \"" + className + "\"";
    }

    @Override
    public int numExamples() {
        return second.numExamples();
    }

    @Override
    public int numClasses() {
        return 2;
    }

    @Override
    public double get(int i, int k) {
        double p = second.get(i, 0);
        return k == 0 ? 1 - p : p;
    }

    @Override
    public void copyRows(int fromRow, int toRow, double[] destination, int offset) {
        int count = toRow - fromRow;
        double[] column = new double[count];
        second.copyRows(fromRow, toRow, column, 0);
        for (int n = 0; n < count; n++) {
            destination[offset + 2 * n] = 1 - column[n];
            destination[offset + 2 * n + 1] = column[n];
        }
    }
}
