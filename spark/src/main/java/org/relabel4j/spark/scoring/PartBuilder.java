package org.relabel4j.spark.scoring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.AnnotatorRatios;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.FloatProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.probability.ProbabilityChecks;
import org.relabel4j.spark.scoring.Piece.Annotators;
import org.relabel4j.spark.scoring.Piece.BadRow;
import org.relabel4j.spark.scoring.Piece.Part;

/**
 * Makes pieces of a partition's rows, which come task by task: the probabilities of each model, then the labels. The rows are
 * Spark's own, each valid until the next, so that no value is boxed.
 */
final class PartBuilder implements Iterator<Piece> {
    /** Below 65,536 values core does a part on the thread that Spark gives; of many classes, a part has few examples. */
    private static final int VALUES_A_PART = (1 << 16) - 1;

    private static final int MIN_EXAMPLES = 64;
    private static final int MAX_LABELS = 1 << 16;
    private static final int SHOWN_CLASSES = 10;

    private final Iterator<InternalRow> rows;
    private final Layout layout;
    private final Map<UTF8String, Integer> classes = new HashMap<>();
    private final Map<UTF8String, Integer> slots = new HashMap<>();
    private final Texts names = new Texts();
    private final AnnotatorRatios pairs = AnnotatorRatios.pairAgreement(0);
    private final AnnotatorRatios majorities = AnnotatorRatios.majorityAgreement(0);
    private final ModelRows[] models;
    private final int maxExamples;

    /** By annotator. */
    private long[] numLabels = new long[16];

    /** The last example that each annotator labelled, counted over the partition. */
    private long[] lastExample = new long[16];

    private Texts tasks;
    private int[] examples = new int[1024];
    private int[] annotators = new int[1024];
    private int[] labels = new int[1024];
    private int size;

    private UTF8String task;
    private long example;
    private InternalRow pending;
    private BadRow problem;
    private boolean ended;

    PartBuilder(Iterator<InternalRow> rows, Layout layout) {
        this.rows = rows;
        this.layout = layout;
        for (int k = 0; k < layout.classNames().size(); k++) {
            classes.put(UTF8String.fromString(layout.classNames().get(k)), k);
        }
        this.maxExamples = Math.max(MIN_EXAMPLES, VALUES_A_PART / layout.numClasses());
        this.models = new ModelRows[layout.numModels()];
        for (int l = 0; l < models.length; l++) {
            models[l] = new ModelRows(layout, l);
        }
    }

    @Override
    public boolean hasNext() {
        return !ended;
    }

    @Override
    public Piece next() {
        if (ended) {
            throw new NoSuchElementException();
        }
        begin();
        while (problem == null && (pending != null || rows.hasNext())) {
            InternalRow row = pending != null ? pending : rows.next();
            pending = null;
            if (row.isNullAt(Layout.TASK)) {
                problem = new BadRow(row.getInt(Layout.INPUT), null, null, "has no task, expected one");
            } else if (!row.getUTF8String(Layout.TASK).equals(task)) {
                endTask();
                if (problem == null && isFull()) {
                    pending = row;
                    return part();
                }
                startTask(row);
                take(row);
            } else {
                take(row);
            }
        }
        endTask();
        if (problem != null) {
            ended = true;
            return problem;
        }
        if (tasks.size() > 0) {
            return part();
        }
        ended = true;
        return new Annotators(names.trimmed(), numLabels, pairs, majorities);
    }

    private void begin() {
        tasks = new Texts();
        size = 0;
        for (ModelRows model : models) {
            model.clear();
        }
    }

    private boolean isFull() {
        return tasks.size() >= maxExamples || size >= MAX_LABELS;
    }

    private void startTask(InternalRow row) {
        task = row.getUTF8String(Layout.TASK).clone();
        tasks.add(task);
        example++;
    }

    /** Refuses a task that a model says nothing of. */
    private void endTask() {
        for (int l = 0; task != null && problem == null && l < models.length; l++) {
            if (models[l].size() < tasks.size()) {
                boolean labelled = size > 0 && examples[size - 1] == tasks.size() - 1;
                problem = bad(
                        labelled ? models.length : l == 0 ? 1 : 0,
                        null,
                        "has no probabilities" + (models.length > 1 ? " of model " + l : "")
                                + ", expected a row for it; every task needs probabilities");
            }
        }
        task = null;
    }

    private void take(InternalRow row) {
        int input = row.getInt(Layout.INPUT);
        if (input < models.length) {
            takeProbabilities(input, row);
        } else {
            takeLabel(row);
        }
    }

    private void takeProbabilities(int l, InternalRow row) {
        if (models[l].size() == tasks.size()) {
            problem = bad(l, null, "stands twice, expected one row a task");
        } else if (row.isNullAt(Layout.PREDICTIONS)) {
            problem = bad(l, null, "has no probabilities, expected " + layout.numClasses());
        } else {
            models[l].add(row.getArray(Layout.PREDICTIONS)).ifPresent(found -> problem = bad(l, null, found));
        }
    }

    private void takeLabel(InternalRow row) {
        if (row.isNullAt(Layout.ANNOTATOR) || row.isNullAt(Layout.LABEL)) {
            boolean nobody = row.isNullAt(Layout.ANNOTATOR);
            problem = bad(
                    models.length,
                    nobody ? null : row.getUTF8String(Layout.ANNOTATOR).toString(),
                    nobody
                            ? "has a label by nobody, expected an annotator"
                            : "has no label, expected one; leave such rows out");
            return;
        }
        UTF8String annotator = row.getUTF8String(Layout.ANNOTATOR);
        Integer label = classes.get(row.getUTF8String(Layout.LABEL));
        if (label == null) {
            problem = bad(
                    models.length,
                    annotator.toString(),
                    "label is \"" + row.getUTF8String(Layout.LABEL) + "\", expected one of the classes "
                            + shownClasses());
            return;
        }
        int j = slot(annotator);
        if (lastExample[j] == example) {
            problem = bad(models.length, annotator.toString(), "labelled the task twice, expected one label");
            return;
        }
        lastExample[j] = example;
        numLabels[j]++;
        if (size == labels.length) {
            examples = Arrays.copyOf(examples, size * 2);
            annotators = Arrays.copyOf(annotators, size * 2);
            labels = Arrays.copyOf(labels, size * 2);
        }
        examples[size] = tasks.size() - 1;
        annotators[size] = j;
        labels[size++] = label;
    }

    private int slot(UTF8String annotator) {
        Integer known = slots.get(annotator);
        if (known != null) {
            return known;
        }
        int j = names.size();
        slots.put(annotator.clone(), j);
        names.add(annotator);
        if (j == numLabels.length) {
            numLabels = Arrays.copyOf(numLabels, j * 2);
            lastExample = Arrays.copyOf(lastExample, j * 2);
        }
        return j;
    }

    private BadRow bad(int input, String annotator, String found) {
        return new BadRow(input, task.toString(), annotator, found);
    }

    private String shownClasses() {
        List<String> all = layout.classNames();
        return all.stream().limit(SHOWN_CLASSES).collect(Collectors.joining(", "))
                + (all.size() > SHOWN_CLASSES ? ", ..." : "");
    }

    private Part part() {
        Annotations shape = Annotations.empty(tasks.size(), names.size(), layout.numClasses());
        Annotations part = Annotations.ofColumns(shape, size, n -> examples[n], n -> annotators[n], n -> labels[n]);
        pairs.add(part);
        majorities.add(part);
        List<Probabilities> predProbs = new ArrayList<>();
        for (ModelRows model : models) {
            predProbs.add(model.finish());
        }
        return new Part(tasks.trimmed(), part, predProbs);
    }

    /** The rows of one model. */
    private static final class ModelRows {
        private final boolean single;
        private final boolean sentAsFloats;
        private final double[] row;
        private double[] doubles = new double[0];
        private float[] floats = new float[0];
        private int size;

        ModelRows(Layout layout, int l) {
            this.single = layout.isFloat(l);
            this.sentAsFloats = layout.areFloats();
            this.row = new double[layout.numClasses()];
        }

        void clear() {
            size = 0;
        }

        int size() {
            return size;
        }

        /** Adds a row, or says what is the matter with it. */
        Optional<String> add(ArrayData values) {
            if (values.numElements() != row.length) {
                return Optional.of("has " + values.numElements() + " probabilities, expected " + row.length);
            }
            for (int k = 0; k < row.length; k++) {
                row[k] = values.isNullAt(k) ? Double.NaN : sentAsFloats ? values.getFloat(k) : values.getDouble(k);
            }
            Optional<String> problem = ProbabilityChecks.problem(row, 0, row.length);
            if (problem.isEmpty()) {
                put();
            }
            return problem;
        }

        private void put() {
            int start = size++ * row.length;
            if (single) {
                floats = floats.length < start + row.length ? Arrays.copyOf(floats, 2 * start + row.length) : floats;
                for (int k = 0; k < row.length; k++) {
                    floats[start + k] = (float) row[k];
                }
            } else {
                doubles =
                        doubles.length < start + row.length ? Arrays.copyOf(doubles, 2 * start + row.length) : doubles;
                System.arraycopy(row, 0, doubles, start, row.length);
            }
        }

        Probabilities finish() {
            int length = size * row.length;
            return single
                    ? FloatProbabilities.ofRowMajor(size, row.length, Arrays.copyOf(floats, length))
                    : DenseProbabilities.ofRowMajor(size, row.length, Arrays.copyOf(doubles, length));
        }
    }
}
