package org.relabel4j.datasets.format;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.relabel4j.core.consensus.KnownLabels;
import org.relabel4j.datasets.format.LabelColumns.Role;

/**
 * Reads labels that are known for sure: CSV with a column of the task and one of the label, by the names that {@link LabelFiles}
 * takes, or one of these and another. Ids and classes are found as those of labels are: case and forms of numbers do not matter
 * where only one is meant.
 */
public final class KnownLabelFile {
    private KnownLabelFile() {}

    /**
     * Reads a file. A row may stand there again.
     *
     * @param pool labels of the same tasks
     * @param notes takes what a user should know about how the file was read
     * @throws InputException if it cannot be read, has no rows, or a row's task has no label in the pool, its label is no class, or its
     *     task has another label above
     */
    public static KnownLabels read(Path file, LabelledPool pool, Consumer<String> notes) throws InputException {
        Ids tasks = new Ids();
        pool.tasks().forEach(tasks::add);
        // Where all agree there is a second class without a name.
        List<String> names =
                pool.classNames().stream().filter(name -> !name.isEmpty()).toList();
        return read(
                file,
                new Tasks(
                        tasks,
                        pool.annotations()::isLabelled,
                        pool.annotations().numLabelled() + " tasks that have labels"),
                names,
                notes);
    }

    /**
     * The same of a project's examples, labelled or not.
     *
     * @param tasksFile where the tasks are from, for messages
     * @param classNames the classes there are
     * @return the known labels, a task each in the order of the tasks
     * @throws InputException as there
     */
    public static KnownLabels read(
            Path file, Ids tasks, Path tasksFile, List<String> classNames, Consumer<String> notes)
            throws InputException {
        return read(file, new Tasks(tasks, i -> true, tasks.size() + " tasks of " + tasksFile), classNames, notes);
    }

    /**
     * Tasks of which labels may be known.
     *
     * @param allowed whether the task of a number may be named
     * @param expected those that may, for messages
     */
    private record Tasks(Ids ids, IntPredicate allowed, String expected) {}

    private static KnownLabels read(Path file, Tasks tasks, List<String> classNames, Consumer<String> notes)
            throws InputException {
        // Every word is a label, so that no row is passed over.
        LabelTable table = new LabelTable(LabelOptions.defaults().withMissing(Set.of()));
        LabelSink sink = new LabelSink(table);
        table.startFile(file);
        CsvScan.scan(file, new Rows(sink));
        sink.endFile(file);
        table.notes().forEach(notes);
        if (table.size() == 0) {
            throw InputException.inFile(file, "has no known labels", "a row task,label below the header", "");
        }
        return known(table, tasks, examples(table, tasks, classNames), classNames);
    }

    /** The example of each task of the table. */
    private static int[] examples(LabelTable table, Tasks tasks, List<String> classNames) throws InputException {
        int[] examples = LabelledPool.find(
                table.taskIds(),
                ProbabilityTable.unpredicted(table.file(), tasks.ids().size(), tasks.ids(), classNames));
        for (int t = 0; t < examples.length; t++) {
            if (examples[t] < 0 || !tasks.allowed().test(examples[t])) {
                throw table.at(
                        table.firstOfTask(t),
                        "task is \"" + table.taskIds().get(t) + "\"",
                        "one of the " + tasks.expected(),
                        "check the name, or leave the row out");
            }
        }
        return examples;
    }

    /** The class of each label of the table. */
    private static int[] classes(LabelTable table, List<String> names) throws InputException {
        int empty = table.firstOfLabel(table.labelIds().indexOf(""));
        if (empty >= 0) {
            throw table.at(empty, "has no label", "one", "leave the row out");
        }
        for (int label = 0; names.size() == 1 && label < table.labelIds().size(); label++) {
            if (!key(table.labelIds().get(label)).equals(key(names.get(0)))) {
                throw table.at(
                        table.firstOfLabel(label),
                        "label is \"" + table.labelIds().get(label) + "\"",
                        names.get(0) + ", the only class of the labels",
                        "if there are others, name all with --classes");
            }
        }
        return ClassList.known(table, names).classOfLabel();
    }

    private static String key(String name) {
        return SameIds.key(name, EnumSet.allOf(LabelOptions.Form.class));
    }

    private static KnownLabels known(LabelTable table, Tasks tasks, int[] exampleOfTask, List<String> classNames)
            throws InputException {
        int[] classOfLabel = classes(table, classNames);
        int[] known = new int[tasks.ids().size()];
        Arrays.fill(known, -1);
        for (int n = 0; n < table.size(); n++) {
            int i = exampleOfTask[table.taskAt(n)];
            int label = classOfLabel[table.labelAt(n)];
            if (known[i] >= 0 && known[i] != label) {
                throw table.at(
                        n,
                        "label is \"" + table.labelIds().get(table.labelAt(n)) + "\"",
                        "\"" + classNames.get(known[i]) + "\" as above, since task \""
                                + table.taskIds().get(table.taskAt(n)) + "\" has one known label",
                        "leave out the row that is wrong");
            }
            known[i] = label;
        }
        return KnownLabels.of(known);
    }

    /** Other columns than the two are passed over. */
    private static final class Rows implements CsvRows {
        private final LabelSink sink;
        private final int source;
        private int taskColumn;
        private int labelColumn;
        private int task;
        private int label;

        Rows(LabelSink sink) {
            this.sink = sink;
            this.source = sink.annotator(new char[] {'-'}, 0, 1);
        }

        @Override
        public void header(List<String> names) {
            taskColumn = LabelColumns.BY_NAME.find(names, Role.TASK);
            labelColumn = LabelColumns.BY_NAME.find(names, Role.LABEL);
            if (names.size() == 2 && taskColumn < 0 != labelColumn < 0) {
                // One of the two has a usual name, so the other column is the other.
                taskColumn = taskColumn < 0 ? 1 - labelColumn : taskColumn;
                labelColumn = 1 - taskColumn;
            }
            if (taskColumn < 0 || labelColumn < 0) {
                throw new CsvProblem(
                        "has no column for the " + (taskColumn < 0 ? "task" : "label") + " in its header "
                                + Header.shown(names),
                        "columns task and label",
                        "name them so in a header");
            }
        }

        @Override
        public void headerAgain(long line) {
            sink.headerAgain(line);
        }

        @Override
        public void field(int column, char[] text, int offset, int length) {
            if (column == taskColumn) {
                task = sink.task(text, offset, length);
            } else if (column == labelColumn) {
                label = sink.label(text, offset, length);
            }
        }

        @Override
        public void endRecord(long line) {
            sink.row(task, source, label, line);
        }
    }
}
