package org.relabel4j.datasets.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.relabel4j.core.text.Counted;

/**
 * What the columns of a CSV file of probabilities are. The task's is called {@code task}, {@code example} or {@code item} and
 * stands anywhere, or is the first one, without a name (the index that pandas writes). Without any, tasks are row numbers, if
 * the labels are among the names of the others. These are the classes ({@link ClassColumns}), or some of them that the user
 * names.
 */
final class ProbabilityColumns {
    /** What {@link #classOf} says of the task's column. */
    static final int TASK = -1;

    private static final int PASSED_OVER = -2;
    private static final Pattern NO_NAME = Pattern.compile("(Unnamed: \\d+)?");
    private static final Pattern TASK_NUMBER = Pattern.compile("\\d+");
    private static final Pattern PROBABILITY =
            Pattern.compile("[01]|[01]?\\.\\d*|\\d\\.\\d+[eE]-\\d+|1\\.0+[eE]\\+?00?");

    private final List<String> header;
    private final ProbabilityOptions options;
    private final int[] classOfColumn;
    private final List<String> notes = new ArrayList<>();
    private int taskColumn;
    private boolean single;
    private List<String> classNames;

    private ProbabilityColumns(List<String> header, ProbabilityOptions options) {
        this.header = header;
        this.options = options;
        this.classOfColumn = new int[header.size()];
    }

    /**
     * Reads a header.
     *
     * @throws CsvProblem if it has no task or fewer than two classes (one, where each is a question), or does not fit the labels
     */
    static ProbabilityColumns of(List<String> header, ProbabilityOptions options) {
        ProbabilityColumns columns = new ProbabilityColumns(header, options);
        columns.read();
        return columns;
    }

    private void read() {
        checkIsHeader();
        taskColumn = taskColumn(header);
        Arrays.fill(classOfColumn, PASSED_OVER);
        if (taskColumn >= 0) {
            classOfColumn[taskColumn] = TASK;
        }
        int[] used = options.columns().isEmpty() ? others() : wanted();
        List<String> names = Arrays.stream(used).mapToObj(header::get).toList();
        if (names.size() == 1 && !options.questions()) {
            readSingle(used[0]);
        } else if (names.isEmpty()) {
            throw tooFew(0);
        } else {
            ClassColumns classes = ClassColumns.of(names, options);
            classNames = classes.names();
            for (int n = 0; n < used.length; n++) {
                classOfColumn[used[n]] = classes.places()[n];
            }
        }
        if (taskColumn < 0) {
            checkRowNumbers();
        }
    }

    /** Refuses a first line of probabilities, with or without a number that is their task. */
    private void checkIsHeader() {
        int from = header.size() > 1 && TASK_NUMBER.matcher(header.get(0)).matches() ? 1 : 0;
        List<String> rest = header.subList(from, header.size());
        if (rest.stream().allMatch(name -> PROBABILITY.matcher(name).matches())
                && rest.stream().anyMatch(name -> name.contains("."))) {
            throw new CsvProblem(
                    "has numbers where the names of columns should be",
                    "a header such as task,CLASS,CLASS,...",
                    "add one as the first line");
        }
    }

    /** The column of tasks, or -1: see above. */
    static int taskColumn(List<String> header) {
        for (String name : Header.TASK) {
            for (int column = 0; column < header.size(); column++) {
                if (header.get(column).equalsIgnoreCase(name)) {
                    return column;
                }
            }
        }
        return NO_NAME.matcher(header.get(0)).matches() ? 0 : -1;
    }

    private int[] others() {
        List<Integer> others = new ArrayList<>();
        for (int column = 0; column < header.size(); column++) {
            boolean noName = NO_NAME.matcher(header.get(column)).matches();
            if (noName && column > 0) {
                throw new CsvProblem(
                        "has no name for column " + (column + 1),
                        "a class name",
                        "drop the column, or name those of probabilities with --pred-columns");
            }
            // A first column without a name, beside one of tasks, is the index that pandas writes.
            if (column != taskColumn && !noName) {
                others.add(column);
            }
        }
        return others.stream().mapToInt(Integer::intValue).toArray();
    }

    private int[] wanted() {
        return options.columns().stream().mapToInt(this::columnOf).toArray();
    }

    private int columnOf(String name) {
        int column = header.indexOf(name);
        if (column < 0 || column == taskColumn) {
            throw new CsvProblem(
                    "has no column \"" + name + "\" of probabilities in its header",
                    "the columns that --pred-columns names",
                    "");
        }
        return column;
    }

    /** One column is of the class that it is named after, else of the second one. */
    private void readSingle(int column) {
        classNames = TwoClasses.names(options)
                .orElseThrow(() -> options.labels().size() < 2
                        ? tooFew(1)
                        : new CsvProblem(
                                "has one column, but labels are of more classes than two",
                                "a column a class",
                                "with two classes, name them with --classes, or add a column with 1 - p"));
        String name = header.get(column);
        boolean first = name.equals(classNames.get(0))
                || name.matches(".*[^\\p{L}\\p{N}]" + Pattern.quote(classNames.get(0)) + "[^\\p{L}\\p{N}]*");
        classOfColumn[column] = first ? 0 : 1;
        single = true;
        notes.add(TwoClasses.note(classNames.get(classOfColumn[column])));
    }

    private CsvProblem tooFew(int count) {
        return new CsvProblem(
                "has " + Counted.of(count, "class", "classes"),
                "at least " + Counted.of(options.questions() ? 1 : 2, "column") + " beside the task's",
                count == 0 ? "" : "with two classes, add a column with 1 - p");
    }

    /** Refuses a header without a task unless its names are those of the labels: else one of them may be the task. */
    private void checkRowNumbers() {
        Set<String> labels = ClassColumns.forms(options.labels().asList());
        boolean all = ClassColumns.allIn(labels, classNames) || ClassColumns.allNumbers(classNames);
        if (options.classes().isEmpty() && options.columns().isEmpty() && (labels.isEmpty() || !all)) {
            // The usual refusal, which names what is expected.
            Header.column(header, Header.TASK);
        }
        notes.add("has no column of tasks, so row numbers from 0 on were taken as the tasks");
    }

    /** Whether there is a column of tasks; if not, they are row numbers. */
    boolean hasTasks() {
        return taskColumn >= 0;
    }

    /** Class of a column's probabilities, or {@link #TASK}, or another negative number for a column to pass over. */
    int classOf(int column) {
        return classOfColumn[column];
    }

    /** Whether there is one column, of one of two classes. */
    boolean isSingle() {
        return single;
    }

    /** Name of a column. */
    String name(int column) {
        return header.get(column);
    }

    /** Name of each class, in order. */
    List<String> classNames() {
        return classNames;
    }

    /** A class that no label is called while labels are called as at least two others: its column may be something else. */
    Optional<String> doubtful() {
        Set<String> labels = ClassColumns.forms(options.labels().asList());
        List<String> strange = classNames.stream()
                .filter(name -> !ClassColumns.anyIn(labels, List.of(name)))
                .toList();
        return classNames.size() - strange.size() < 2
                ? Optional.empty()
                : strange.stream().findFirst();
    }

    /** What to tell the user, each the rest of a sentence that begins with the file. */
    List<String> notes() {
        return notes;
    }
}
