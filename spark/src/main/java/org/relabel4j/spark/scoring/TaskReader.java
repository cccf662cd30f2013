package org.relabel4j.spark.scoring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.relabel4j.core.probability.ProbabilityChecks;

/**
 * Reads a partition's rows, which come by a hash of their task, task by task. Tasks of one hash may be mixed; they are put in
 * alphabetical order. The rows are Spark's own, each valid until the next, so that no value is boxed.
 */
final class TaskReader implements Iterator<TaskRows> {
    /** That of Spark's xxhash64. */
    private static final long SEED = 42;

    private static final int SHOWN_CLASSES = 10;

    private final Iterator<InternalRow> rows;
    private final Layout layout;
    private final ToLongFunction<UTF8String> hash;
    private final Map<UTF8String, Integer> classes = new HashMap<>();
    private final Map<UTF8String, TaskRows.Annotator> annotators = new HashMap<>();

    /** Tasks of one hash that are read to their ends, the next one last. */
    private final List<TaskRows> read = new ArrayList<>();

    /** The first task of the next hash, whose first row is read. */
    private TaskRows begun;

    TaskReader(Iterator<InternalRow> rows, Layout layout) {
        this(rows, layout, task -> XXH64.hashUTF8String(task, SEED));
    }

    /** @param hash by which tasks come */
    TaskReader(Iterator<InternalRow> rows, Layout layout, ToLongFunction<UTF8String> hash) {
        this.rows = rows;
        this.layout = layout;
        this.hash = hash;
        for (int k = 0; k < layout.classNames().size(); k++) {
            classes.put(UTF8String.fromString(layout.classNames().get(k)), k);
        }
        if (rows.hasNext()) {
            begin(rows.next());
        }
    }

    @Override
    public boolean hasNext() {
        return !read.isEmpty() || begun != null;
    }

    @Override
    public TaskRows next() {
        if (read.isEmpty()) {
            readHash();
        }
        return read.remove(read.size() - 1);
    }

    private void begin(InternalRow row) {
        begun = task(row);
        take(begun, row);
    }

    private TaskRows task(InternalRow row) {
        UTF8String name = row.isNullAt(Layout.TASK)
                ? null
                : row.getUTF8String(Layout.TASK).clone();
        return new TaskRows(name, layout.numModels());
    }

    /** Reads until a task has another hash. */
    private void readHash() {
        TaskRows current = begun;
        begun = null;
        read.add(current);
        long own = hash(current.task());
        while (begun == null && rows.hasNext()) {
            InternalRow row = rows.next();
            UTF8String name = row.isNullAt(Layout.TASK) ? null : row.getUTF8String(Layout.TASK);
            if (!same(name, current.task())) {
                if (hash(name) != own) {
                    begin(row);
                    break;
                }
                current = read.stream()
                        .filter(task -> same(name, task.task()))
                        .findFirst()
                        .orElse(null);
                if (current == null) {
                    current = task(row);
                    read.add(current);
                }
            }
            take(current, row);
        }
        if (read.size() > 1) {
            read.sort(Comparator.comparing(TaskRows::task, Comparator.nullsFirst(Comparator.<UTF8String>naturalOrder()))
                    .reversed());
        }
    }

    private static boolean same(UTF8String a, UTF8String b) {
        return a == null ? b == null : a.equals(b);
    }

    private long hash(UTF8String task) {
        return task == null ? SEED : hash.applyAsLong(task);
    }

    private void take(TaskRows task, InternalRow row) {
        int input = row.getInt(Layout.INPUT);
        if (row.isNullAt(Layout.TASK)) {
            task.refuse(input, null, "has no task, expected one");
        } else if (input < layout.numModels()) {
            takeProbabilities(task, input, row);
        } else {
            takeLabel(task, row);
        }
    }

    private void takeProbabilities(TaskRows task, int model, InternalRow row) {
        if (row.isNullAt(Layout.PREDICTIONS)) {
            task.refuse(model, null, "has no probabilities, expected " + layout.numClasses());
            return;
        }
        ArrayData values = row.getArray(Layout.PREDICTIONS);
        if (values.numElements() != layout.numClasses()) {
            task.refuse(model, null, "has " + values.numElements() + " probabilities, expected " + layout.numClasses());
            return;
        }
        double[] found = new double[layout.numClasses()];
        for (int k = 0; k < found.length; k++) {
            found[k] = values.isNullAt(k) ? Double.NaN : layout.areFloats() ? values.getFloat(k) : values.getDouble(k);
        }
        ProbabilityChecks.problem(found, 0, found.length).ifPresent(problem -> task.refuse(model, null, problem));
        task.add(model, found);
    }

    private void takeLabel(TaskRows task, InternalRow row) {
        int input = layout.numModels();
        if (row.isNullAt(Layout.ANNOTATOR)) {
            task.refuse(input, null, "has a label by nobody, expected an annotator");
            return;
        }
        UTF8String name = row.getUTF8String(Layout.ANNOTATOR);
        if (row.isNullAt(Layout.LABEL)) {
            task.refuse(input, name.toString(), "has no label, expected one; leave such rows out");
            return;
        }
        Integer label = classes.get(row.getUTF8String(Layout.LABEL));
        if (label == null) {
            String found = row.getUTF8String(Layout.LABEL).toString();
            boolean isName = layout.areNumbered() && !found.matches("-?[0-9]+");
            task.refuse(
                    input,
                    name.toString(),
                    "label is \"" + found + "\", expected one of the classes " + shownClasses()
                            + (isName ? "; give their names by classes, in the order of the array" : ""));
            return;
        }
        if (row.isNullAt(Layout.PLACE) || Double.isNaN(row.getDouble(Layout.PLACE))) {
            task.refuse(
                    input,
                    name.toString(),
                    "has no place in the order of labels, expected a number or a time in its column");
            return;
        }
        task.add(annotator(name), label, row.getDouble(Layout.PLACE), row.getDouble(Layout.REST));
    }

    private TaskRows.Annotator annotator(UTF8String name) {
        TaskRows.Annotator known = annotators.get(name);
        if (known == null) {
            known = new TaskRows.Annotator(name.clone());
            annotators.put(known.name, known);
        }
        return known;
    }

    private String shownClasses() {
        List<String> all = layout.classNames();
        return all.stream().limit(SHOWN_CLASSES).collect(Collectors.joining(", "))
                + (all.size() > SHOWN_CLASSES ? ", ..." : "");
    }
}
