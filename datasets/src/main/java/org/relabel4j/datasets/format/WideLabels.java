package org.relabel4j.datasets.format;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.relabel4j.datasets.format.LabelColumns.Role;

/**
 * Reads a table of labels in wide form: a row a task, a column an annotator. The first column is the task if it is called so or
 * not at all; otherwise the task is the row's number, from 0. Without a header, annotators are the columns' numbers, from 0.
 */
final class WideLabels implements CsvRows {
    private final LabelSink sink;
    private final Predicate<String> noAnswer;
    private boolean headerless;
    private int taskColumn;
    private int[] annotatorOfColumn;
    private int[] labels;
    private int task;
    private int numRows;

    WideLabels(LabelSink sink) {
        this.sink = sink;
        this.noAnswer = sink.options().noAnswer(sink.options().classes());
    }

    @Override
    public void header(List<String> names) {
        headerless = isData(names);
        taskColumn = headerless ? -1 : taskColumn(names);
        annotatorOfColumn = new int[names.size()];
        labels = new int[names.size()];
        for (int column = 0; column < names.size(); column++) {
            String name = headerless ? Integer.toString(column) : names.get(column);
            char[] text = name.toCharArray();
            annotatorOfColumn[column] =
                    column == taskColumn || name.isEmpty() ? -1 : sink.annotator(text, 0, text.length);
        }
        if (IntStream.of(annotatorOfColumn).filter(annotator -> annotator >= 0).count() == 0) {
            throw new CsvProblem("has no column of an annotator", "one for each, beside the task", "");
        }
    }

    /** Numbers and "no answer" only, and some more than once, or in a form that no name of an annotator has. */
    private boolean isData(List<String> names) {
        boolean numbers =
                names.stream().allMatch(name -> Names.foldNumber(name).matches("-?[0-9]+") || sink.isMissing(name));
        return numbers
                && (new HashSet<>(names).size() < names.size()
                        || names.stream()
                                .anyMatch(name ->
                                        name.matches("-.*|.*[eE][+-].*") || !name.isEmpty() && sink.isMissing(name)));
    }

    private int taskColumn(List<String> names) {
        int named = sink.options().columns().find(names, Role.TASK);
        String first = names.get(0);
        return named >= 0 || !(first.startsWith("Unnamed:") || Header.key(first).matches("|index|row")) ? named : 0;
    }

    @Override
    public boolean firstRowIsData() {
        return headerless;
    }

    @Override
    public void headerAgain(long line) {
        sink.headerAgain(line);
    }

    @Override
    public String insteadOf(String otherFormat) {
        return otherFormat.contains("spaces") ? "put commas for the spaces" : "export it as CSV";
    }

    @Override
    public void field(int column, char[] text, int offset, int length) {
        if (column == 0) {
            Arrays.fill(labels, -1);
        }
        if (column == taskColumn) {
            task = sink.task(text, offset, length);
        } else if (annotatorOfColumn[column] >= 0) {
            labels[column] = isBlank(text, offset, length) ? -1 : sink.label(text, offset, length);
        }
    }

    /** An empty cell, or NaN, is what a wide table is like: nothing to keep or to count, unless it is said to be a label. */
    private boolean isBlank(char[] text, int offset, int length) {
        if (length != 3 || Character.toLowerCase(text[offset]) != 'n') {
            return length == 0;
        }
        String word = new String(text, offset, length);
        return word.equalsIgnoreCase("nan") && noAnswer.test(word);
    }

    @Override
    public void endRecord(long line) {
        if (taskColumn < 0) {
            char[] number = Integer.toString(numRows).toCharArray();
            task = sink.task(number, 0, number.length);
        }
        numRows++;
        for (int column = 0; column < labels.length; column++) {
            if (labels[column] >= 0) {
                sink.row(task, annotatorOfColumn[column], labels[column], line);
            }
        }
    }
}
