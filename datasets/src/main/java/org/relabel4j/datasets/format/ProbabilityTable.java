package org.relabel4j.datasets.format;

import java.nio.file.Path;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.relabel4j.core.multilabel.SetProbabilities;
import org.relabel4j.core.parallel.Blocks;
import org.relabel4j.core.probability.NoProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.text.Counted;

/**
 * Probabilities of a file with the tasks that its rows are of, and the names of the classes if it has them. In a {@code .npy}
 * the task is the row's number. Immutable.
 */
public final class ProbabilityTable {
    private final Path file;
    private final Probabilities probabilities;
    private final Ids tasks;
    private final List<String> classNames;

    /** The file as it is still being read from; null if it is not. */
    private final MappedProbabilities mapped;

    private final List<String> notes;

    private ProbabilityTable(
            Path file,
            Probabilities probabilities,
            Ids tasks,
            List<String> classNames,
            MappedProbabilities mapped,
            List<String> notes) {
        this.file = file;
        this.probabilities = probabilities;
        this.tasks = tasks;
        this.classNames = classNames;
        this.mapped = mapped;
        this.notes = List.copyOf(notes);
    }

    /** A table that was read; without ids of tasks, null, they are row numbers. */
    static ProbabilityTable withTasks(
            Path file, Probabilities probabilities, Ids tasks, List<String> classNames, List<String> notes) {
        return new ProbabilityTable(file, probabilities, tasks, List.copyOf(classNames), null, notes);
    }

    static ProbabilityTable withRowNumbers(
            Path file,
            Probabilities probabilities,
            Optional<List<String>> classNames,
            MappedProbabilities mapped,
            List<String> notes) {
        return new ProbabilityTable(
                file, probabilities, null, classNames.map(List::copyOf).orElse(null), mapped, notes);
    }

    /** A pool of tasks with so many classes, of which nothing is predicted: its probabilities must not be read. */
    static ProbabilityTable unpredicted(Path file, int numExamples, Ids tasks, List<String> classNames) {
        return new ProbabilityTable(
                file, new NoProbabilities(numExamples, classNames.size()), tasks, classNames, null, List.of());
    }

    /** What to tell the user about how the file was read, each the rest of a sentence that begins with the file. */
    public List<String> notes() {
        return notes;
    }

    /** The file that it was read from. */
    public Path file() {
        return file;
    }

    /** The probabilities, a row a task. */
    public Probabilities probabilities() {
        return probabilities;
    }

    /**
     * The probabilities of a file whose classes are {@linkplain ProbabilityOptions#questions questions} of their own, copied to the
     * heap.
     */
    public SetProbabilities setProbabilities() {
        int numClasses = probabilities.numClasses();
        double[][] columns = new double[numClasses][probabilities.numExamples()];
        Blocks.forEach(
                probabilities.numExamples(),
                numClasses,
                () -> new double[Blocks.rows(numClasses) * numClasses],
                (block, from, to, rows) -> {
                    probabilities.copyRows(from, to, rows, 0);
                    for (int i = from, n = 0; i < to; i++) {
                        for (int k = 0; k < numClasses; k++, n++) {
                            // The reader took values that rounding left a little outside.
                            columns[k][i] = Math.min(1, Math.max(0, rows[n]));
                        }
                    }
                });
        return SetProbabilities.ofColumns(columns);
    }

    /** Names of the classes, in order, if the file has them. */
    public Optional<List<String>> classNames() {
        return Optional.ofNullable(classNames);
    }

    /** Id of the task of each row; a view. */
    public List<String> tasks() {
        return tasks != null
                ? tasks.asList()
                : new AbstractList<>() {
                    @Override
                    public String get(int row) {
                        return Integer.toString(Objects.checkIndex(row, size()));
                    }

                    @Override
                    public int size() {
                        return probabilities.numExamples();
                    }
                };
    }

    /** What the ids of tasks look like, for messages. */
    String tasksShown() {
        int last = probabilities.numExamples() - 1;
        return tasks == null
                ? "a row number from 0 to " + last + " in " + file
                : "one of the " + (last + 1) + " tasks of " + file;
    }

    /** Whether tasks are row numbers. */
    boolean hasRowNumbers() {
        return tasks == null;
    }

    /** Row of the task that has a position among some ids, or -1 if there is none. */
    int rowOf(Ids ids, int position) {
        if (tasks != null) {
            return tasks.indexOf(ids, position);
        }
        int number = ids.numberAt(position);
        return number < probabilities.numExamples() ? number : -1;
    }

    /** For each key that all forms of an id have in common, the row whose task has it; -1 where not exactly one has it. */
    int[] rowsByForm(Ids keys) {
        if (tasks == null) {
            return IntStream.range(0, keys.size()).map(n -> rowOf(keys, n)).toArray();
        }
        int[] rows = new int[keys.size()];
        Arrays.fill(rows, -1);
        boolean[] several = new boolean[rows.length];
        for (int row = 0; row < tasks.size(); row++) {
            int key = keys.indexOf(SameIds.key(tasks.get(row), EnumSet.allOf(LabelOptions.Form.class)));
            if (key >= 0) {
                several[key] |= rows[key] >= 0;
                rows[key] = row;
            }
        }
        return IntStream.range(0, rows.length)
                .map(key -> several[key] ? -1 : rows[key])
                .toArray();
    }

    /**
     * This table in another one's order of tasks and classes.
     *
     * @throws InputException if the tasks or the classes are not the same
     */
    ProbabilityTable inOrderOf(ProbabilityTable other) throws InputException {
        int[] columns = columnsInOrderOf(other);
        int[] rows = rowsInOrderOf(other);
        Probabilities reordered = rows == null && columns == null
                ? probabilities
                : new ReorderedProbabilities(probabilities, rows, columns);
        return new ProbabilityTable(file, reordered, other.tasks, other.classNames, mapped, notes);
    }

    /** For each class of the other table, its column here; null if they are the same. */
    private int[] columnsInOrderOf(ProbabilityTable other) throws InputException {
        int numClasses = other.probabilities.numClasses();
        if (probabilities.numClasses() != numClasses) {
            throw InputException.inFile(
                    file,
                    "has " + Counted.of(probabilities.numClasses(), "class", "classes"),
                    numClasses + " as in " + other.file,
                    "");
        }
        if (classNames == null || other.classNames == null || classNames.equals(other.classNames)) {
            return null;
        }
        int[] columns = new int[numClasses];
        for (int k = 0; k < numClasses; k++) {
            columns[k] = classNames.indexOf(other.classNames.get(k));
            if (columns[k] < 0) {
                throw InputException.inFile(
                        file, "has no column \"" + other.classNames.get(k) + "\"", "the classes of " + other.file, "");
            }
        }
        return columns;
    }

    /** For each row of the other table, the row here; null if they are the same. */
    private int[] rowsInOrderOf(ProbabilityTable other) throws InputException {
        int numExamples = other.probabilities.numExamples();
        if (probabilities.numExamples() != numExamples) {
            throw InputException.inFile(
                    file,
                    "has " + Counted.of(probabilities.numExamples(), "row"),
                    numExamples + " as in " + other.file,
                    "");
        }
        if (tasks == null && other.tasks == null) {
            return null;
        }
        int[] rows = new int[numExamples];
        boolean same = true;
        for (int i = 0; i < numExamples; i++) {
            rows[i] = other.tasks == null ? tasks.indexOfNumber(i) : rowOf(other.tasks, i);
            if (rows[i] < 0) {
                throw InputException.inFile(
                        file, "has no task \"" + other.tasks().get(i) + "\"", "the tasks of " + other.file, "");
            }
            same &= rows[i] == i;
        }
        return same ? null : rows;
    }

    /**
     * Checks that the file, if it is still being read from, is as it was when it was opened.
     *
     * @throws InputException if it was changed
     */
    public void checkUnchanged() throws InputException {
        if (mapped != null) {
            mapped.checkUnchanged();
        }
    }
}
