package org.relabel4j.datasets.format;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The labels of one file or several, as they stand there: one annotation a row, in order, each a task, an annotator and a label
 * by their position among the distinct ids. {@link LabelledPool} makes annotations of it.
 * Immutable once read.
 *
 * <p>Where labels are sets of classes, a row is one class of a set, or the label "" for the empty set.
 *
 * <p>Memory is 12 bytes an annotation, and the ids.
 */
public final class LabelTable {
    private final LabelOptions options;
    private final List<Path> files = new ArrayList<>();
    private final List<Integer> fileStarts = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<LabelAside> asides = new ArrayList<>();
    private final Ids taskIds;
    private final Ids annotatorIds;
    private final Ids labelIds;
    private final LineIndex lines = new LineIndex();
    private final UpdateTimes times = new UpdateTimes();
    private final BitSet continued = new BitSet();
    private final BitSet parts = new BitSet();
    private List<String> classNames = List.of();
    private int[] tasks = new int[64];
    private int[] annotators = new int[64];
    private int[] labels = new int[64];
    private int size;

    LabelTable(LabelOptions options) {
        this(options, new Ids(), new Ids(), new Ids());
    }

    private LabelTable(LabelOptions options, Ids taskIds, Ids annotatorIds, Ids labelIds) {
        this.options = options;
        this.taskIds = taskIds;
        this.annotatorIds = annotatorIds;
        this.labelIds = labelIds;
    }

    /** The file that it was read from; the first, if there are several. */
    public Path file() {
        return files.get(0);
    }

    /** How it was read. */
    LabelOptions options() {
        return options;
    }

    /** Whether labels are sets of classes, of which each annotation is one. */
    public boolean areSets() {
        return options.areSets();
    }

    /** What a user should know about how the files were read, a sentence each; most often nothing. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    void note(String note) {
        notes.add(note);
    }

    /** What the files have beside the labels: skips and ground truth of Label Studio's exports, in order. */
    public List<LabelAside> asides() {
        return List.copyOf(asides);
    }

    void aside(LabelAside aside) {
        asides.add(aside);
    }

    /** Number of annotations. */
    public int size() {
        return size;
    }

    /** The distinct tasks, in order of their first appearance. */
    public Ids taskIds() {
        return taskIds;
    }

    /** The distinct annotators, in order of their first appearance. */
    public Ids annotatorIds() {
        return annotatorIds;
    }

    /** The distinct labels as written, in order of their first appearance. */
    public Ids labelIds() {
        return labelIds;
    }

    /** The distinct labels that are answers, but for the words that mean there is none; forms joined as the options say. */
    public Ids answers() {
        Ids answers = new Ids();
        List<int[]> groups = options.join().isEmpty() ? List.of() : SameIds.groups(labelIds, options.join());
        IntStream.of(SameIds.joined(labelIds, groups, size, this::labelAt))
                .mapToObj(labelIds::get)
                .filter(options.noAnswer(options.classes()).negate())
                .filter(label -> !label.isEmpty())
                .forEach(answers::add);
        return answers;
    }

    /** Task of an annotation: its position in {@link #taskIds}. */
    public int taskAt(int annotation) {
        return tasks[annotation];
    }

    /** Annotator of an annotation: its position in {@link #annotatorIds}. */
    public int annotatorAt(int annotation) {
        return annotators[annotation];
    }

    /** Label of an annotation: its position in {@link #labelIds}. */
    public int labelAt(int annotation) {
        return labels[annotation];
    }

    /** Line of an annotation in the file, from 1. */
    public long lineOf(int annotation) {
        return lines.lineOf(annotation);
    }

    /** Whether an annotation is a further class of the set that the one before belongs to. */
    boolean continues(int annotation) {
        return continued.get(annotation);
    }

    /** Says that the annotation that was added last is a further class of a set. */
    void setContinues() {
        continued.set(size - 1);
    }

    /** Whether an annotation is a class of a set whose other classes may stand in other rows, rather than of a whole set. */
    boolean isPart(int annotation) {
        return parts.get(annotation);
    }

    /** Says that the annotation that was added last is such a class. */
    void setIsPart() {
        parts.set(size - 1);
    }

    /** The classes that columns of the files are named after; none if labels alone say which there are. */
    List<String> classNames() {
        return classNames;
    }

    void addClassNames(List<String> names) {
        classNames =
                Stream.concat(classNames.stream(), names.stream()).distinct().toList();
    }

    /** When the annotations were last changed. */
    UpdateTimes times() {
        return times;
    }

    /** A problem of an annotation, with its file and line. */
    InputException at(int annotation, String found, String expected, String hint) {
        return InputException.atLine(fileOf(annotation), lineOf(annotation), found, expected, hint);
    }

    private Path fileOf(int annotation) {
        int file = files.size() - 1;
        while (fileStarts.get(file) > annotation) {
            file--;
        }
        return files.get(file);
    }

    /** Where an annotation stands, after another one was named: its line, and its file if that is another. */
    String placeOf(int annotation, int other) {
        String line = "line " + lineOf(annotation);
        return fileOf(annotation).equals(fileOf(other)) ? line : line + " of " + fileOf(annotation);
    }

    /** The first annotation of a task, by its position in {@link #taskIds}; -1 if it has none. */
    int firstOfTask(int task) {
        return firstIndexOf(tasks, task);
    }

    /** The first annotation of an annotator, by its position in {@link #annotatorIds}; -1 if there is none. */
    int firstOfAnnotator(int annotator) {
        return firstIndexOf(annotators, annotator);
    }

    /** The first annotation with a label, by its position in {@link #labelIds}. */
    int firstOfLabel(int label) {
        return firstIndexOf(labels, label);
    }

    private int firstIndexOf(int[] column, int value) {
        for (int n = 0; value >= 0 && n < size; n++) {
            if (column[n] == value) {
                return n;
            }
        }
        return -1;
    }

    /** The annotations added from now on are of this file. */
    void startFile(Path file) {
        files.add(file);
        fileStarts.add(size);
    }

    /** This table with some annotations left out. */
    LabelTable filtered(IntPredicate keep) {
        return mapped(identity(taskIds), identity(annotatorIds), identity(labelIds), keep);
    }

    private static int[] identity(Ids ids) {
        return IntStream.range(0, ids.size()).toArray();
    }

    /**
     * This table with some ids taken as others, and some annotations left out.
     *
     * @param sameTask for each task the one it is taken as, by position; likewise the next two
     * @param keep whether an annotation stays
     */
    LabelTable mapped(int[] sameTask, int[] sameAnnotator, int[] sameLabel, IntPredicate keep) {
        Ids newTasks = new Ids();
        for (int task = 0; task < sameTask.length; task++) {
            // A task without a label left is an unlabelled one.
            newTasks.add(taskIds, sameTask[task]);
        }
        LabelTable table = new LabelTable(options, newTasks, new Ids(), new Ids());
        table.notes.addAll(notes);
        table.asides.addAll(asides);
        table.classNames = classNames;
        boolean kept = false;
        for (int n = 0; n < size; n++) {
            while (table.files.size() < files.size() && fileStarts.get(table.files.size()) <= n) {
                table.startFile(files.get(table.files.size()));
            }
            kept &= continues(n);
            if (keep.test(n)) {
                table.add(
                        newTasks.add(taskIds, sameTask[tasks[n]]),
                        table.annotatorIds.add(annotatorIds, sameAnnotator[annotators[n]]),
                        table.labelIds.add(labelIds, sameLabel[labels[n]]),
                        lineOf(n));
                table.times.copy(table.size - 1, times, n);
                table.continued.set(table.size - 1, kept);
                table.parts.set(table.size - 1, isPart(n));
                kept = true;
            }
        }
        return table;
    }

    /** Adds an annotation of ids that were added to this table's before. */
    void add(int task, int annotator, int label, long line) {
        if (size == tasks.length) {
            reserve(Math.max(size + (size >> 1), 1024));
        }
        tasks[size] = task;
        annotators[size] = annotator;
        labels[size] = label;
        lines.add(size, line);
        size++;
    }

    /** Makes room. */
    void reserve(int capacity) {
        tasks = Arrays.copyOf(tasks, capacity);
        annotators = Arrays.copyOf(annotators, capacity);
        labels = Arrays.copyOf(labels, capacity);
    }
}
