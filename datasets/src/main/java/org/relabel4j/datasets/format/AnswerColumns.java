package org.relabel4j.datasets.format;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Watches a table of sets that has a column of labels by its name alone: if no label is a set, and several columns have nothing but yes
 * and no, it may as well have a column a class, of which one is called as labels are, or which stand beside some category.
 */
final class AnswerColumns {
    private static final int SEVERAL = 2;

    private final List<String> header;
    private final int labelColumn;
    private final String separator;
    private final boolean[] answers;
    private boolean hasSets;
    private boolean hasRows;

    /** @param passedOver columns that are no class */
    AnswerColumns(List<String> header, int labelColumn, LabelOptions options, List<Integer> passedOver) {
        this.header = List.copyOf(header);
        this.labelColumn = labelColumn;
        this.separator = options.separator().orElseThrow();
        this.answers = new boolean[header.size()];
        Arrays.fill(answers, true);
        passedOver.stream().filter(column -> column >= 0).forEach(column -> answers[column] = false);
    }

    void field(int column, char[] text, int offset, int length) {
        hasRows = true;
        if (column == labelColumn && !hasSets) {
            String label = new String(text, offset, length);
            hasSets = label.isEmpty() || label.contains(separator) || label.startsWith("{") || label.startsWith("[");
        }
        if (answers[column]) {
            answers[column] =
                    ClassAnswers.answer(new String(text, offset, length)).isPresent();
        }
    }

    /** @throws InputException if the file may be meant in both ways */
    void check(Path file) throws InputException {
        List<String> found = IntStream.range(0, answers.length)
                .filter(column -> answers[column])
                .mapToObj(header::get)
                .toList();
        if (hasRows && !hasSets && found.size() >= SEVERAL) {
            String label = header.get(labelColumn);
            throw InputException.inFile(
                    file,
                    "has labels in the column \"" + label + "\", but 1 and 0 alone in " + String.join(", ", found),
                    "sets of classes in one way",
                    "for a column a class name all with --classes "
                            + found.stream().collect(Collectors.joining(","))
                            + ", else say --columns label=" + label);
        }
    }
}
