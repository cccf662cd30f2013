package org.relabel4j.core.loop;

import java.util.Arrays;
import org.relabel4j.core.text.Counted;

/**
 * New annotations, as three arrays of one length.
 *
 * @param examples example of each annotation
 * @param annotators annotator of each
 * @param labels label of each
 */
public record LabelBatch(int[] examples, int[] annotators, int[] labels) {
    /**
     * The arrays are copied.
     *
     * @throws IllegalArgumentException if the lengths differ
     */
    public LabelBatch {
        if (examples.length != annotators.length || examples.length != labels.length) {
            throw new IllegalArgumentException("a batch needs equally many examples, annotators and labels, found "
                    + examples.length + ", " + annotators.length + " and " + labels.length);
        }
        examples = examples.clone();
        annotators = annotators.clone();
        labels = labels.clone();
    }

    @Override
    public int[] examples() {
        return examples.clone();
    }

    @Override
    public int[] annotators() {
        return annotators.clone();
    }

    @Override
    public int[] labels() {
        return labels.clone();
    }

    /** Number of annotations. */
    public int size() {
        return examples.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LabelBatch that
                && Arrays.equals(examples, that.examples)
                && Arrays.equals(annotators, that.annotators)
                && Arrays.equals(labels, that.labels);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(examples) * 31 * 31 + Arrays.hashCode(annotators) * 31 + Arrays.hashCode(labels);
    }

    @Override
    public String toString() {
        return "LabelBatch[" + Counted.of(size(), "annotation") + "]";
    }
}
