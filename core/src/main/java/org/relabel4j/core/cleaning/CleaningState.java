package org.relabel4j.core.cleaning;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.consensus.Consensus;

/**
 * The labels of a data set while it is being cleaned: one first label an example, and those bought since. Changed by
 * {@link Relabeller} alone; used by one thread.
 */
public final class CleaningState {
    private final int numClasses;
    /** The labels of each example, oldest first. */
    private final int[][] given;

    private final int[] labels;
    private int relabels;

    /**
     * A data set with one label per example.
     *
     * @param firstLabels label of each example, 0 to numClasses − 1; copied
     * @param numClasses classes K
     */
    CleaningState(int[] firstLabels, int numClasses) {
        this.numClasses = numClasses;
        this.labels = firstLabels.clone();
        this.given = new int[firstLabels.length][];
        for (int i = 0; i < given.length; i++) {
            given[i] = new int[] {firstLabels[i]};
        }
    }

    /** Number of examples N. */
    public int numExamples() {
        return given.length;
    }

    /** Number of classes K. */
    public int numClasses() {
        return numClasses;
    }

    /** Labels bought so far; first labels are not counted. */
    public int relabels() {
        return relabels;
    }

    /** The label that most gave to example {@code i}; while two are tied, the one before. */
    public int label(int i) {
        return labels[i];
    }

    /** The current label of each example; a fresh array. */
    public int[] labels() {
        return labels.clone();
    }

    /** The labels of example {@code i}, oldest first; a fresh array, at least one. */
    public int[] given(int i) {
        return given[i].clone();
    }

    /** How many labels example {@code i} has, at least 1. */
    public int numLabels(int i) {
        return given[i].length;
    }

    /** Whether a label has been bought for example {@code i}. */
    public boolean isRelabelled(int i) {
        return given[i].length > 1;
    }

    /** The examples for which no label has been bought, ascending. */
    public int[] untouched() {
        return IntStream.range(0, given.length).filter(i -> !isRelabelled(i)).toArray();
    }

    /** Fraction of the examples whose label is no longer their first one. */
    public double changedFraction() {
        return (double) IntStream.range(0, given.length)
                        .filter(i -> labels[i] != given[i][0])
                        .count()
                / given.length;
    }

    /** How often each label was given to example {@code i}; a fresh array of K. */
    public int[] counts(int i) {
        int[] counts = new int[numClasses];
        for (int label : given[i]) {
            counts[label]++;
        }
        return counts;
    }

    /**
     * All labels as annotations. People are anonymous here, so the n-th label of each example counts as the n-th annotator's.
     */
    public Annotations annotations() {
        int mostLabels = Arrays.stream(given).mapToInt(row -> row.length).max().orElse(0);
        AnnotationsBuilder builder = Annotations.builder(given.length, mostLabels, numClasses);
        for (int i = 0; i < given.length; i++) {
            for (int n = 0; n < given[i].length; n++) {
                builder.add(i, n, given[i][n]);
            }
        }
        return builder.build();
    }

    /** The current labels as a consensus, whose quality is the fraction of an example's labels that agree. */
    public Consensus consensus() {
        double[] agreement = new double[given.length];
        for (int i = 0; i < agreement.length; i++) {
            agreement[i] = (double) counts(i)[labels[i]] / given[i].length;
        }
        return new Consensus(labels, agreement, agreement);
    }

    /**
     * Adds a label.
     *
     * @return whether one label is now more frequent than each other one
     */
    boolean add(int i, int label) {
        given[i] = Arrays.copyOf(given[i], given[i].length + 1);
        given[i][given[i].length - 1] = label;
        relabels++;
        int[] counts = counts(i);
        int most = Arrays.stream(counts).max().orElseThrow();
        boolean unique = Arrays.stream(counts).filter(count -> count == most).count() == 1;
        for (int k = 0; unique && k < numClasses; k++) {
            labels[i] = counts[k] == most ? k : labels[i];
        }
        return unique;
    }
}
