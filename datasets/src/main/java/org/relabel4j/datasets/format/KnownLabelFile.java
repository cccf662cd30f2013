package org.relabel4j.datasets.format;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
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
        // Where all agree there is a second class without a name.
        List<String> names =
                pool.classNames().stream().filter(name -> !name.isEmpty()).toList();
        return read(file, Tasks.withLabels(pool), names, notes);
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
    private record Tasks(Ids ids, IntPredicate allowed, String expected) {
        static Tasks withLabels(LabelledPool pool) {
            Ids ids = new Ids();
            pool.tasks().forEach(ids::add);
            return new Tasks(
                    ids, pool.annotations()::isLabelled, pool.annotations().numLabelled() + " tasks that have labels");
        }
    }

    /**
     * The same of examples that may have several classes, or none.
     *
     * @param separator what stands between the classes of a set; alone it is the empty set
     * @return the known sets by example, as {@link LabelSetText#of} writes them
     * @throws InputException as there
     */
    public static SortedMap<Integer, String> readSets(
            Path file, Ids tasks, Path tasksFile, List<String> classNames, String separator, Consumer<String> notes)
            throws InputException {
        return sets(table(file, LabelOptions.defaults().withSets(separator), notes), tasks, tasksFile, classNames);
    }

    /**
     * The same of a pool that has labels, as what is known of each class's question: 1 for yes, 0 for no.
     *
     * @param pool of {@link SetPool#firstQuestion}
     * @return for each class what is known
     * @throws InputException as there, or if a row's task has no label in the pool
     */
    public static List<KnownLabels> readSets(Path file, LabelledPool pool, String separator, Consumer<String> notes)
            throws InputException {
        LabelTable table = table(file, LabelOptions.defaults().withSets(separator), notes);
        Tasks tasks = Tasks.withLabels(pool);
        examples(table, tasks, pool.classNames());
        int[][] known = new int[pool.classNames().size()][tasks.ids().size()];
        Arrays.stream(known).forEach(question -> Arrays.fill(question, -1));
        sets(table, tasks.ids(), file, pool.classNames()).forEach((i, text) -> {
            List<String> set = LabelSetText.parse(text);
            for (int k = 0; k < known.length; k++) {
                known[k][i] = set.contains(pool.classNames().get(k)) ? 1 : 0;
            }
        });
        return Arrays.stream(known).map(KnownLabels::of).toList();
    }

    private static SortedMap<Integer, String> sets(LabelTable table, Ids tasks, Path tasksFile, List<String> classNames)
            throws InputException {
        CheckedLabels sets = CheckedLabels.of(table, tasks, tasksFile, classNames);
        SortedMap<Integer, String> known = new TreeMap<>();
        for (int n = 0; n < sets.size(); n++) {
            String before = known.putIfAbsent(tasks.indexOf(sets.task(n)), sets.label(n));
            if (before != null && !before.equals(sets.label(n))) {
                throw another(table, sets.row(n), sets.label(n), before);
            }
        }
        return known;
    }

    private static KnownLabels read(Path file, Tasks tasks, List<String> classNames, Consumer<String> notes)
            throws InputException {
        LabelTable table = table(file, LabelOptions.defaults(), notes);
        return known(table, tasks, examples(table, tasks, classNames), classNames);
    }

    private static LabelTable table(Path file, LabelOptions options, Consumer<String> notes) throws InputException {
        // Every word is a label, so that no row is passed over.
        LabelTable table = new LabelTable(options.withMissing(Set.of()));
        LabelSink sink = new LabelSink(table);
        table.startFile(file);
        CsvScan.scan(file, new Rows(sink));
        sink.endFile(file);
        table.notes().forEach(notes);
        if (table.size() == 0) {
            throw InputException.inFile(file, "has no known labels", "a row task,label below the header", "");
        }
        return table;
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
                throw another(table, n, table.labelIds().get(table.labelAt(n)), classNames.get(known[i]));
            }
            known[i] = label;
        }
        return KnownLabels.of(known);
    }

    private static InputException another(LabelTable table, int row, String label, String before) {
        return table.at(
                row,
                "label is \"" + label + "\"",
                "\"" + before + "\" as above, since task \"" + table.taskIds().get(table.taskAt(row))
                        + "\" has one known label",
                "leave out the row that is wrong");
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
