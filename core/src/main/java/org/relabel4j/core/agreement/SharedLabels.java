package org.relabel4j.core.agreement;

import java.util.Arrays;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.ByAnnotator;

/**
 * The labels that an annotator and each later one gave to the same examples, annotator by annotator, so that not all pairs of labels are
 * held at once. Used by one thread.
 */
final class SharedLabels {
    private final Annotations annotations;
    private final ByAnnotator byAnnotator;
    private final int[] exampleOf;

    /** Number of an example among those with at least two labels. */
    private final int[] numbers;

    private final int numExamples;
    private final int[] ends;
    private int[] others = new int[16];
    private int numOthers;
    private int[] examples = new int[16];
    private int[] labels = new int[16];
    private int[] otherLabels = new int[16];

    SharedLabels(Annotations annotations) {
        this.annotations = annotations;
        this.byAnnotator = new ByAnnotator(annotations);
        this.exampleOf = new int[annotations.size()];
        this.numbers = new int[annotations.numExamples()];
        this.ends = new int[annotations.numAnnotators()];
        int shared = 0;
        for (int i = 0; i < numbers.length; i++) {
            Arrays.fill(exampleOf, annotations.rowStart(i), annotations.rowEnd(i), i);
            numbers[i] = annotations.count(i) > 1 ? shared++ : -1;
        }
        this.numExamples = shared;
    }

    /** For another thread. */
    SharedLabels(SharedLabels same) {
        this.annotations = same.annotations;
        this.byAnnotator = same.byAnnotator;
        this.exampleOf = same.exampleOf;
        this.numbers = same.numbers;
        this.numExamples = same.numExamples;
        this.ends = new int[same.ends.length];
    }

    /** Examples with at least two labels, which are numbered from 0. */
    int numExamples() {
        return numExamples;
    }

    int numAnnotators() {
        return ends.length;
    }

    int numClasses() {
        return annotations.numClasses();
    }

    /** Sets up what annotator {@code j} shares with later ones. */
    void of(int j) {
        for (int n = 0; n < numOthers; n++) {
            ends[others[n]] = 0;
        }
        numOthers = 0;
        forEach(j, (example, label, other, otherLabel) -> {
            if (ends[other]++ == 0) {
                others = room(others, numOthers);
                others[numOthers++] = other;
            }
        });
        Arrays.sort(others, 0, numOthers);
        int size = 0;
        for (int n = 0; n < numOthers; n++) {
            int count = ends[others[n]];
            ends[others[n]] = size;
            size += count;
        }
        examples = room(examples, size);
        labels = room(labels, size);
        otherLabels = room(otherLabels, size);
        // Each one's start becomes the end as its labels are written.
        forEach(j, (example, label, other, otherLabel) -> {
            int place = ends[other]++;
            examples[place] = example;
            labels[place] = label;
            otherLabels[place] = otherLabel;
        });
    }

    private static int[] room(int[] array, int size) {
        return size < array.length ? array : Arrays.copyOf(array, Math.max(size + 1, 2 * array.length));
    }

    @FunctionalInterface
    private interface Visitor {
        void visit(int example, int label, int other, int otherLabel);
    }

    private void forEach(int j, Visitor visitor) {
        for (int n = byAnnotator.start(j); n < byAnnotator.end(j); n++) {
            int position = byAnnotator.position(n);
            int i = exampleOf[position];
            for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                if (annotations.annotatorAt(a) > j) {
                    visitor.visit(
                            numbers[i],
                            annotations.labelAt(position),
                            annotations.annotatorAt(a),
                            annotations.labelAt(a));
                }
            }
        }
    }

    /** Later annotators with whom there is an example in common. */
    int numOthers() {
        return numOthers;
    }

    /** The n-th of these, in ascending order. */
    int other(int n) {
        return others[n];
    }

    /** First place of what is shared with the n-th. */
    int start(int n) {
        return n == 0 ? 0 : ends[others[n - 1]];
    }

    /** Place after the last. */
    int end(int n) {
        return ends[others[n]];
    }

    int example(int place) {
        return examples[place];
    }

    int label(int place) {
        return labels[place];
    }

    int otherLabel(int place) {
        return otherLabels[place];
    }
}
