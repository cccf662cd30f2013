package org.relabel4j.datasets.format;

import java.nio.file.Path;
import java.util.List;
import org.relabel4j.datasets.format.LabelColumns.Role;

/**
 * Reads a table of labels in long form: a row a label. Columns may stand in any order; others are passed over, but where labels are
 * sets and none has a label, they are classes.
 */
final class LongLabels implements CsvRows {
    private final LabelSink sink;
    private boolean headerless;
    private int taskColumn;
    private int annotatorColumn;
    private int labelColumn;
    private int timeColumn;
    private String time = "";
    private ClassAnswers classes;
    private AnswerColumns watched;
    private int task;
    private int annotator;
    private int label;

    LongLabels(LabelSink sink) {
        this.sink = sink;
    }

    @Override
    public void header(List<String> names) {
        timeColumn = sink.timeColumn(names);
        LabelColumns columns = sink.options().columns();
        taskColumn = columns.find(names, Role.TASK);
        annotatorColumn = columns.find(names, Role.ANNOTATOR);
        if (sink.options().areSets()
                && taskColumn >= 0
                && annotatorColumn >= 0
                && (hasAllClasses(names) || columns.find(names, Role.LABEL) < 0)) {
            labelColumn = -1;
            classes = ClassAnswers.of(names, taskColumn, annotatorColumn, sink);
            return;
        }
        LabelColumns.Found found = columns.find(names);
        headerless = found.headerless();
        if (annotatorColumn < 0) {
            annotator = sink.annotator(LabelColumns.NOBODY.toCharArray(), 0, LabelColumns.NOBODY.length());
        }
        labelColumn = found.of(Role.LABEL);
        if (sink.options().areSets()
                && !headerless
                && sink.options().classes().isEmpty()
                && columns.asked(Role.LABEL).isEmpty()) {
            watched = new AnswerColumns(
                    names,
                    labelColumn,
                    sink.options(),
                    List.of(taskColumn, annotatorColumn, UpdateTimes.column(names)));
        }
    }

    /** @throws InputException if it cannot be told whether columns are classes */
    void endFile(Path file) throws InputException {
        if (watched != null) {
            watched.check(file);
        }
    }

    /** Whether the classes that are known are columns, of which one may be called as that of a label is, such as {@code category}. */
    private boolean hasAllClasses(List<String> names) {
        List<String> known = sink.options().classes();
        return known.size() > 1
                && names.containsAll(known)
                && sink.options().columns().asked(Role.LABEL).isEmpty();
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
        return otherFormat.contains("spaces")
                ? "put commas for the spaces; if each column is an annotator, add --wide then"
                : "export it as CSV or JSON";
    }

    @Override
    public void field(int column, char[] text, int offset, int length) {
        if (watched != null) {
            watched.field(column, text, offset, length);
        }
        if (column == taskColumn) {
            task = sink.task(text, offset, length);
        } else if (column == annotatorColumn) {
            annotator = sink.annotator(text, offset, length);
        } else if (column == labelColumn) {
            label = sink.label(text, offset, length);
        } else if (column == timeColumn) {
            time = new String(text, offset, length);
        } else if (classes != null) {
            classes.field(column, text, offset, length);
        }
    }

    @Override
    public void endRecord(long line) {
        sink.row(task, annotator, classes == null ? label : classes.endRecord(), line);
        if (classes == null) {
            sink.mayBePart();
        }
        if (timeColumn >= 0) {
            sink.updated(time);
            time = "";
        }
    }
}
