package org.relabel4j.spark.scoring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.AnnotatorRatios;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.FloatProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.spark.scoring.Piece.Annotators;
import org.relabel4j.spark.scoring.Piece.BadRow;
import org.relabel4j.spark.scoring.Piece.Part;

/** Makes pieces of a partition's rows. */
final class PartBuilder implements Iterator<Piece> {
    /** Below 65,536 values core does a part on the thread that Spark gives; of many classes, a part has few examples. */
    private static final int VALUES_A_PART = (1 << 16) - 1;

    private static final int MIN_EXAMPLES = 64;
    private static final int MAX_LABELS = 1 << 16;

    private final TaskReader reader;
    private final Layout layout;
    private final Texts names = new Texts();
    private final AnnotatorRatios pairs = AnnotatorRatios.pairAgreement(0);
    private final AnnotatorRatios majorities = AnnotatorRatios.majorityAgreement(0);
    private final List<ModelRows> models = new ArrayList<>();
    private final int maxExamples;

    /** By annotator. */
    private long[] numLabels = new long[16];

    private Texts tasks;
    private int[] examples = new int[1024];
    private int[] annotators = new int[1024];
    private int[] labels = new int[1024];
    private int size;
    private boolean ended;

    PartBuilder(Iterator<InternalRow> rows, Layout layout) {
        this.reader = new TaskReader(rows, layout);
        this.layout = layout;
        this.maxExamples = Math.max(MIN_EXAMPLES, VALUES_A_PART / layout.numClasses());
        for (int l = 0; l < layout.numModels(); l++) {
            models.add(layout.isFloat(l) ? new FloatRows() : new DoubleRows());
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
        tasks = new Texts();
        size = 0;
        while (reader.hasNext() && tasks.size() < maxExamples && size < MAX_LABELS) {
            TaskRows task = reader.next();
            Optional<BadRow> refused = task.finish();
            if (refused.isPresent()) {
                ended = true;
                return refused.get();
            }
            add(task);
        }
        if (tasks.size() > 0) {
            return part();
        }
        ended = true;
        return new Annotators(names.trimmed(), numLabels, pairs, majorities);
    }

    private void add(TaskRows task) {
        for (int l = 0; l < models.size(); l++) {
            models.get(l).put(tasks.size(), task.predictions(l));
        }
        for (TaskRows.Given given : task.labels()) {
            if (size == labels.length) {
                examples = Arrays.copyOf(examples, size * 2);
                annotators = Arrays.copyOf(annotators, size * 2);
                labels = Arrays.copyOf(labels, size * 2);
            }
            examples[size] = tasks.size();
            annotators[size] = slot(given.annotator());
            labels[size++] = given.label();
        }
        tasks.add(task.task());
    }

    /** Annotators are numbered in the order of their labels. */
    private int slot(TaskRows.Annotator annotator) {
        if (annotator.slot < 0) {
            annotator.slot = names.size();
            names.add(annotator.name);
            if (annotator.slot == numLabels.length) {
                numLabels = Arrays.copyOf(numLabels, annotator.slot * 2);
            }
        }
        numLabels[annotator.slot]++;
        return annotator.slot;
    }

    private Part part() {
        Annotations shape = Annotations.empty(tasks.size(), names.size(), layout.numClasses());
        Annotations part = Annotations.ofColumns(shape, size, n -> examples[n], n -> annotators[n], n -> labels[n]);
        pairs.add(part);
        majorities.add(part);
        List<Probabilities> predProbs = new ArrayList<>();
        for (ModelRows model : models) {
            predProbs.add(model.first(tasks.size()));
        }
        return new Part(tasks.trimmed(), part, predProbs);
    }

    /** The probabilities of one model. */
    private interface ModelRows {
        void put(int i, double[] row);

        Probabilities first(int numExamples);
    }

    private final class DoubleRows implements ModelRows {
        private double[] values = new double[0];

        @Override
        public void put(int i, double[] row) {
            int start = i * row.length;
            values = values.length < start + row.length ? Arrays.copyOf(values, 2 * start + row.length) : values;
            System.arraycopy(row, 0, values, start, row.length);
        }

        @Override
        public Probabilities first(int numExamples) {
            int numClasses = layout.numClasses();
            return DenseProbabilities.ofRowMajor(
                    numExamples, numClasses, Arrays.copyOf(values, numExamples * numClasses));
        }
    }

    private final class FloatRows implements ModelRows {
        private float[] values = new float[0];

        @Override
        public void put(int i, double[] row) {
            int start = i * row.length;
            values = values.length < start + row.length ? Arrays.copyOf(values, 2 * start + row.length) : values;
            for (int k = 0; k < row.length; k++) {
                values[start + k] = (float) row[k];
            }
        }

        @Override
        public Probabilities first(int numExamples) {
            int numClasses = layout.numClasses();
            return FloatProbabilities.ofRowMajor(
                    numExamples, numClasses, Arrays.copyOf(values, numExamples * numClasses));
        }
    }
}
