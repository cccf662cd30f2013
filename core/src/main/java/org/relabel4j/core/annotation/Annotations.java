package org.relabel4j.core.annotation;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import org.relabel4j.core.text.Counted;

/**
 * The labels that annotators gave to examples: an immutable, sparse N × M table in compressed rows.
 *
 * <p>Examples are {@code i} in {@code 0..numExamples()-1}, annotators {@code j} in {@code 0..numAnnotators()-1}, classes
 * {@code k} in {@code 0..numClasses()-1}. An example without an annotation is unlabelled: the pool and the labelled set
 * are one index space. Annotators without any annotation are allowed and count for nothing.
 *
 * <p>The annotations of example {@code i} lie at the positions {@code rowStart(i) .. rowEnd(i)-1}, oldest first;
 * {@link #annotatorAt} and {@link #labelAt} read them. Memory is 8 bytes an annotation and 4 an example. Instances are
 * thread-safe.
 */
public final class Annotations implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int numAnnotators;
    private final int numClasses;
    private final int numLabelled;
    private final int[] rowStarts;
    private final int[] annotators;
    private final int[] labels;

    private Annotations(int numAnnotators, int numClasses, int[] rowStarts, int[] annotators, int[] labels) {
        this.numAnnotators = numAnnotators;
        this.numClasses = numClasses;
        this.rowStarts = rowStarts;
        this.annotators = annotators;
        this.labels = labels;
        int labelled = 0;
        for (int i = 0; i + 1 < rowStarts.length; i++) {
            if (rowStarts[i + 1] > rowStarts[i]) {
                labelled++;
            }
        }
        this.numLabelled = labelled;
    }

    /**
     * Annotations of which there are none yet.
     *
     * @param numExamples examples in the pool, at least 0
     * @param numAnnotators annotators, at least 0
     * @param numClasses classes, at least 2
     * @throws IllegalArgumentException if a size is out of range
     */
    public static Annotations empty(int numExamples, int numAnnotators, int numClasses) {
        if (numExamples < 0 || numAnnotators < 0) {
            throw new IllegalArgumentException("sizes must not be negative, found " + numExamples + " examples and "
                    + numAnnotators + " annotators");
        }
        if (numClasses < 2) {
            throw new IllegalArgumentException("numClasses is " + numClasses + ", expected at least 2 classes");
        }
        return new Annotations(numAnnotators, numClasses, new int[numExamples + 1], new int[0], new int[0]);
    }

    /**
     * Starts an empty table.
     *
     * @param numExamples examples in the pool, at least 0
     * @param numAnnotators annotators, at least 0
     * @param numClasses classes, at least 2
     * @throws IllegalArgumentException if a size is out of range
     */
    public static AnnotationsBuilder builder(int numExamples, int numAnnotators, int numClasses) {
        return new AnnotationsBuilder(empty(numExamples, numAnnotators, numClasses));
    }

    /**
     * The table of annotations that stand in columns of whatever kind, which are read twice and not copied: for files with
     * many millions of them.
     *
     * @param shape an empty table of the wanted numbers of examples, annotators and classes
     * @param size number of annotations
     * @param example example of the annotation at a position {@code 0..size-1}
     * @param annotator its annotator
     * @param label its label
     * @throws IllegalArgumentException as {@link AnnotationsBuilder#add} and {@link AnnotationsBuilder#build}
     */
    public static Annotations ofColumns(
            Annotations shape, int size, IntUnaryOperator example, IntUnaryOperator annotator, IntUnaryOperator label) {
        int numExamples = shape.numExamples();
        int[] starts = new int[numExamples + 1];
        for (int n = 0; n < size; n++) {
            int i = example.applyAsInt(n);
            check("example", i, numExamples);
            starts[i + 1]++;
        }
        for (int i = 0; i < numExamples; i++) {
            starts[i + 1] += starts[i];
        }
        int[] next = Arrays.copyOf(starts, numExamples);
        int[] annotators = new int[size];
        int[] labels = new int[size];
        for (int n = 0; n < size; n++) {
            int position = next[example.applyAsInt(n)]++;
            annotators[position] = annotator.applyAsInt(n);
            labels[position] = label.applyAsInt(n);
            check("annotator", annotators[position], shape.numAnnotators);
            check("label", labels[position], shape.numClasses);
        }
        AnnotationsBuilder.rejectRepeats(shape.numAnnotators, starts, annotators);
        return new Annotations(shape.numAnnotators, shape.numClasses, starts, annotators, labels);
    }

    /** Number of examples N, labelled or not. */
    public int numExamples() {
        return rowStarts.length - 1;
    }

    /** Number of annotators M, including those without an annotation. */
    public int numAnnotators() {
        return numAnnotators;
    }

    /** Number of classes K. */
    public int numClasses() {
        return numClasses;
    }

    /** Number of annotations in all. */
    public int size() {
        return labels.length;
    }

    /** Number of examples with at least one annotation. */
    public int numLabelled() {
        return numLabelled;
    }

    /** First position of example {@code i}'s annotations. */
    public int rowStart(int i) {
        return rowStarts[i];
    }

    /** Position after the last of example {@code i}'s annotations. */
    public int rowEnd(int i) {
        return rowStarts[i + 1];
    }

    /** Annotator of the annotation at a position. */
    public int annotatorAt(int position) {
        return annotators[position];
    }

    /** Label of the annotation at a position. */
    public int labelAt(int position) {
        return labels[position];
    }

    /** Number of annotations of example {@code i}. */
    public int count(int i) {
        return rowStarts[i + 1] - rowStarts[i];
    }

    /** Whether example {@code i} has an annotation. */
    public boolean isLabelled(int i) {
        return rowStarts[i + 1] > rowStarts[i];
    }

    /**
     * The label that an annotator gave to an example, or -1 if none. Linear in the example's annotations.
     */
    public int labelBy(int i, int j) {
        for (int a = rowStarts[i]; a < rowStarts[i + 1]; a++) {
            if (annotators[a] == j) {
                return labels[a];
            }
        }
        return -1;
    }

    /**
     * Adds the votes of example {@code i} to {@code counts}, one per annotation.
     *
     * @param counts vote counts by class, length at least numClasses
     */
    public void addVotes(int i, int[] counts) {
        for (int a = rowStarts[i]; a < rowStarts[i + 1]; a++) {
            counts[labels[a]]++;
        }
    }

    /**
     * The same people's answers about the same examples to another question: this table with other labels, whose structure it
     * shares. Memory is 4 bytes an annotation more.
     *
     * @param classes classes of the other question, at least 2
     * @param labelAt label of the annotation at a position
     * @throws IllegalArgumentException if a label or the number of classes is out of range
     */
    public Annotations withLabels(int classes, IntUnaryOperator labelAt) {
        int[] others = new int[labels.length];
        Arrays.setAll(others, labelAt);
        empty(0, 0, classes);
        for (int label : others) {
            check("label", label, classes);
        }
        return new Annotations(numAnnotators, classes, rowStarts, annotators, others);
    }

    /**
     * These annotations and a batch of newer ones, which come last in their rows.
     *
     * @param newExamples example of each new annotation
     * @param newAnnotators annotator of each, same length; may be as large as wanted: the number of annotators grows
     * @param newLabels label of each, same length
     * @throws IllegalArgumentException as {@link AnnotationsBuilder#add} and {@link AnnotationsBuilder#build}
     */
    public Annotations with(int[] newExamples, int[] newAnnotators, int[] newLabels) {
        if (newExamples.length != newAnnotators.length || newExamples.length != newLabels.length) {
            throw new IllegalArgumentException("a batch needs equally many examples, annotators and labels, found "
                    + newExamples.length + ", " + newAnnotators.length + " and " + newLabels.length);
        }
        int m = numAnnotators;
        for (int j : newAnnotators) {
            m = Math.max(m, j + 1);
        }
        AnnotationsBuilder builder = builder(numExamples(), m, numClasses);
        builder.reserve(size() + newExamples.length);
        for (int i = 0; i < numExamples(); i++) {
            for (int a = rowStarts[i]; a < rowStarts[i + 1]; a++) {
                builder.add(i, annotators[a], labels[a]);
            }
        }
        for (int n = 0; n < newExamples.length; n++) {
            builder.add(newExamples[n], newAnnotators[n], newLabels[n]);
        }
        return builder.build();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Annotations that
                && numAnnotators == that.numAnnotators
                && numClasses == that.numClasses
                && Arrays.equals(rowStarts, that.rowStarts)
                && Arrays.equals(annotators, that.annotators)
                && Arrays.equals(labels, that.labels);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                numAnnotators,
                numClasses,
                Arrays.hashCode(rowStarts),
                Arrays.hashCode(annotators),
                Arrays.hashCode(labels));
    }

    @Override
    public String toString() {
        return "Annotations[" + Counted.of(numExamples(), "example") + ", " + numLabelled + " labelled, "
                + numAnnotators + " annotators, " + Counted.of(numClasses, "class", "classes") + ", "
                + Counted.of(size(), "annotation") + "]";
    }

    static void check(String what, int value, int size) {
        if (value < 0 || value >= size) {
            throw new IllegalArgumentException(what + " is " + value + ", expected 0 to " + (size - 1));
        }
    }
}
