package org.relabel4j.datasets.format;

import java.util.List;

/**
 * How to read files of probabilities.
 *
 * @param normalise whether to divide every row by its sum, as for counts and percentages
 * @param columns names of the columns of probabilities in a CSV file; none for all columns but the task's
 * @param classes what the labels call the classes, in the order of the columns; none if the files' names and the labels tell
 * @param labels the distinct labels, which tell what the names of columns mean; empty if there are none
 */
public record ProbabilityOptions(boolean normalise, List<String> columns, List<String> classes, Ids labels) {
    /** As files say, whatever the labels. */
    public static final ProbabilityOptions NONE = new ProbabilityOptions(false, List.of(), List.of());

    public ProbabilityOptions {
        columns = List.copyOf(columns);
        classes = List.copyOf(classes);
    }

    /** Without labels yet. */
    public ProbabilityOptions(boolean normalise, List<String> columns, List<String> classes) {
        this(normalise, columns, classes, new Ids());
    }

    /** The same with the distinct labels that files are to fit. */
    public ProbabilityOptions withLabels(Ids distinct) {
        return new ProbabilityOptions(normalise, columns, classes, distinct);
    }

    /** The same with what the labels call the classes. */
    public ProbabilityOptions withClasses(List<String> names) {
        return new ProbabilityOptions(normalise, columns, names, labels);
    }
}
