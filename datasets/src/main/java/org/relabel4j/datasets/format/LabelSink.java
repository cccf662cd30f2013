package org.relabel4j.datasets.format;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.relabel4j.core.text.Counted;

/** Takes labels from files of all forms into a table. */
final class LabelSink {
    private final LabelTable table;
    private final Set<String> missing;

    /** Where labels are sets: the texts that stand for them, and the classes of each by their positions. */
    private final Ids texts = new Ids();

    private final List<int[]> sets = new ArrayList<>();
    private int answer;
    private long numHeaders;
    private long headerLine;

    LabelSink(LabelTable table) {
        this.table = table;
        this.missing = table.options().missingWords();
    }

    LabelOptions options() {
        return table.options();
    }

    int task(char[] text, int offset, int length) {
        return add(table.taskIds(), "task", text, offset, length);
    }

    int annotator(char[] text, int offset, int length) {
        return add(table.annotatorIds(), "annotator", text, offset, length);
    }

    private static int add(Ids ids, String what, char[] text, int offset, int length) {
        if (length == 0) {
            throw new CsvProblem("has no " + what, "one", "leave such rows out, or name the " + what);
        }
        return ids.add(text, offset, length);
    }

    /** Position of a label, which may be one of the words for "no answer". */
    int label(char[] text, int offset, int length) {
        if (!options().areSets()) {
            return table.labelIds().add(text, offset, length);
        }
        int position = texts.add(text, offset, length);
        if (position == sets.size()) {
            sets.add(LabelSetText.classes(new String(text, offset, length), options()).stream()
                    .mapToInt(table.labelIds()::add)
                    .toArray());
        }
        return position;
    }

    /** Whether a text is one of the words for "no answer". */
    boolean isMissing(String text) {
        return missing.contains(text);
    }

    void row(int task, int annotator, int label, long line) {
        answer = table.size();
        if (!options().areSets()) {
            table.add(task, annotator, label, line);
            return;
        }
        for (int member : sets.get(label)) {
            table.add(task, annotator, member, line);
            if (table.size() > answer + 1) {
                table.setContinues();
            }
        }
    }

    /** Says that the row that was added last, if it has a single class, need not be the whole set: rows of such are one together. */
    void mayBePart() {
        if (options().areSets()
                && table.size() == answer + 1
                && !table.labelIds().get(table.labelAt(answer)).isEmpty()) {
            table.setIsPart();
        }
    }

    /** Says when the row that was added last was changed. */
    void updated(String time) {
        updated(UpdateTimes.parse(time));
    }

    /** Likewise; {@link Instant#MIN} for a row that does not say. */
    void updated(Instant time) {
        table.times().set(answer, time);
    }

    /** Takes an annotation that is no label: a skip of a known person, or ground truth with a label. */
    void aside(LabelStudioAnswer answer, Optional<String> label) {
        boolean skipped = answer.standing() == LabelStudioAnswer.Standing.SKIPPED;
        if (skipped ? !answer.person().isEmpty() : label.isPresent()) {
            table.aside(new LabelAside(
                    skipped,
                    Names.normal(answer.task()),
                    skipped ? Names.normal(answer.person()) : "",
                    options().areSets() && !skipped
                            ? LabelSetText.of(LabelSetText.classes(label.get(), options()).stream()
                                    .filter(name -> !name.isEmpty())
                                    .toList())
                            : Names.normal(label.orElse("")),
                    Optional.of(answer.updated()).filter(time -> !time.equals(Instant.MIN))));
        }
    }

    /** The column of the time at which a row was changed, if that matters; else -1. */
    int timeColumn(List<String> header) {
        return options().repeats() == LabelOptions.Repeats.REFUSE ? -1 : UpdateTimes.column(header);
    }

    /** A row by its names; a label of null is no answer. */
    void row(String task, String annotator, String label, long line) {
        char[] taskText = Names.normal(task).toCharArray();
        char[] annotatorText = Names.normal(annotator).toCharArray();
        char[] labelText = Names.normal(label == null ? "null" : label).toCharArray();
        row(
                task(taskText, 0, taskText.length),
                annotator(annotatorText, 0, annotatorText.length),
                label(labelText, 0, labelText.length),
                line);
    }

    /** A task that may have no label. */
    void task(String name) {
        table.taskIds().add(Names.normal(name));
    }

    void headerAgain(long line) {
        headerLine = numHeaders == 0 ? line : headerLine;
        numHeaders++;
    }

    /** The classes that columns are named after. */
    void classNames(List<String> names) {
        table.addClassNames(names);
    }

    void note(String note) {
        table.note(note);
    }

    /** Says what was passed over in a file. */
    void endFile(Path file) {
        if (numHeaders > 0) {
            note(file + ":" + headerLine + ": the header stands here again"
                    + (numHeaders == 1 ? "" : ", and in " + Counted.of(numHeaders - 1, "more line"))
                    + "; passed over");
        }
        numHeaders = 0;
    }

    /** @throws InputException if a task or an annotator is called by a word for a missing value */
    void check() throws InputException {
        for (String word : missing) {
            refuse(word, "task", table.firstOfTask(table.taskIds().indexOf(word)));
            refuse(
                    word,
                    "annotator",
                    table.firstOfAnnotator(table.annotatorIds().indexOf(word)));
        }
    }

    private void refuse(String word, String what, int annotation) throws InputException {
        // A number may be a name, even if -1 is no answer.
        if (annotation >= 0 && !word.matches("-?[0-9]+")) {
            throw table.at(
                    annotation,
                    what + " is \"" + word + "\"",
                    "the " + what + "'s name",
                    "leave such rows out; if it is a name, say with --missing which words mean that there is none");
        }
    }
}
