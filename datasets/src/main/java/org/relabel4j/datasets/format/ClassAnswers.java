package org.relabel4j.datasets.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A set of classes as columns: one a class, 1 for yes and 0 for no, or true and false. */
final class ClassAnswers {
    private final LabelSink sink;
    private final String[] classOfColumn;
    private final List<String> set = new ArrayList<>();

    private ClassAnswers(LabelSink sink, String[] classOfColumn) {
        this.sink = sink;
        this.classOfColumn = classOfColumn;
    }

    /**
     * The columns of the classes that were said, or all but those of the task, the annotator and the time, and nameless ones.
     *
     * @throws CsvProblem if one that was said is not there, or there is none
     */
    static ClassAnswers of(List<String> header, int taskColumn, int annotatorColumn, LabelSink sink) {
        List<String> said = sink.options().classes();
        String[] classOfColumn = new String[header.size()];
        List<String> found = new ArrayList<>();
        for (int column = 0; column < classOfColumn.length; column++) {
            String name = header.get(column);
            boolean other = column == taskColumn
                    || column == annotatorColumn
                    || name.isEmpty()
                    || column == UpdateTimes.column(header);
            if (!other && (said.isEmpty() || said.contains(name))) {
                classOfColumn[column] = name;
                found.add(name);
            }
        }
        List<String> missing =
                said.stream().filter(name -> !found.contains(name)).toList();
        if (found.isEmpty() || !missing.isEmpty()) {
            throw new CsvProblem(
                    "has no column of labels, nor "
                            + (missing.isEmpty() ? "any of a class" : "one of the class \"" + missing.get(0) + "\""),
                    "a label such as cat|dog, or a column a class",
                    "say which column has the labels with --columns label=NAME");
        }
        // Refuses names that the separator is part of.
        LabelSetText.text(found, sink.options());
        sink.classNames(found);
        return new ClassAnswers(sink, classOfColumn);
    }

    void field(int column, char[] text, int offset, int length) {
        if (classOfColumn[column] == null) {
            return;
        }
        String value = new String(text, offset, length);
        boolean yes = answer(value)
                .orElseThrow(() -> new CsvProblem(
                        "has " + (value.isEmpty() ? "nothing" : "\"" + value + "\"") + " for class \""
                                + classOfColumn[column] + "\"",
                        "1 for yes or 0 for no",
                        "if that is no class, name the classes with --classes; leave out rows without an answer"));
        if (yes) {
            set.add(classOfColumn[column]);
        }
    }

    /** Yes or no; empty for another text. */
    static Optional<Boolean> answer(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "1", "1.0", "true" -> Optional.of(true);
            case "0", "0.0", "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** The label of the row whose fields were given. */
    int endRecord() {
        char[] text = LabelSetText.text(set, sink.options()).toCharArray();
        set.clear();
        return sink.label(text, 0, text.length);
    }
}
