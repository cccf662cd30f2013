package org.relabel4j.datasets.format;

import java.util.List;

/**
 * How to read files of probabilities.
 *
 * @param normalise whether to divide every row by its sum, as for counts and percentages
 * @param columns names of the columns of probabilities in a CSV file; none for all columns but the task's
 * @param classes what the labels call the classes, in the order of the columns; none if the files' names and the labels tell
 * @param labels the distinct labels, which tell what the names of columns mean; empty if there are none
 * @param questions whether each class is a question of its own: values are in [0, 1], whatever a row sums to
 */
public record ProbabilityOptions(
        boolean normalise, List<String> columns, List<String> classes, Ids labels, boolean questions) {
    /** As files say, whatever the labels. */
    public static final ProbabilityOptions NONE = new ProbabilityOptions(false, List.of(), List.of());

    /** @throws IllegalArgumentException if rows are to be divided by their sums though each class is a question of its own */
    public ProbabilityOptions {
        if (normalise && questions) {
            throw new IllegalArgumentException(
                    "--normalise makes the classes of a task sum to 1, which several classes a task do not; leave it out");
        }
        columns = List.copyOf(columns);
        classes = List.copyOf(classes);
    }

    /** Without labels yet. */
    public ProbabilityOptions(boolean normalise, List<String> columns, List<String> classes) {
        this(normalise, columns, classes, new Ids(), false);
    }

    /** The same with the distinct labels that files are to fit. */
    public ProbabilityOptions withLabels(Ids distinct) {
        return new ProbabilityOptions(normalise, columns, classes, distinct, questions);
    }

    /** The same with what the labels call the classes. */
    public ProbabilityOptions withClasses(List<String> names) {
        return new ProbabilityOptions(normalise, columns, names, labels, questions);
    }

    /** The same where each class is a question of its own, or not. */
    public ProbabilityOptions withQuestions(boolean value) {
        return new ProbabilityOptions(normalise, columns, classes, labels, value);
    }
}
