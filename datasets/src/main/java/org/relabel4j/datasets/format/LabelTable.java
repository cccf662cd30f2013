package org.relabel4j.datasets.format;

import java.nio.file.Path;
import java.util.Arrays;

/**
 * The labels of a file, as they stand there: one annotation a row, in order, each a task, an annotator and a label by their
 * position among the distinct ids. {@link LabelledPool} makes annotations of it. Immutable once read.
 *
 * <p>Memory is 12 bytes an annotation, and the ids.
 */
public final class LabelTable {
    private final Path file;
    private final Ids taskIds = new Ids();
    private final Ids annotatorIds = new Ids();
    private final Ids labelIds = new Ids();
    private final LineIndex lines = new LineIndex();
    private int[] tasks = new int[64];
    private int[] annotators = new int[64];
    private int[] labels = new int[64];
    private int size;

    LabelTable(Path file) {
        this.file = file;
    }

    /** The file that it was read from. */
    public Path file() {
        return file;
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

    /** Line in which a task first appears, by its position in {@link #taskIds}. */
    long lineOfTask(int task) {
        return lineOf(firstIndexOf(tasks, task));
    }

    /** Line in which a label first appears, by its position in {@link #labelIds}. */
    long lineOfLabel(int label) {
        return lineOf(firstIndexOf(labels, label));
    }

    private int firstIndexOf(int[] column, int value) {
        for (int n = 0; n < size; n++) {
            if (column[n] == value) {
                return n;
            }
        }
        throw new IllegalStateException("no annotation has " + value);
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
