package org.relabel4j.core.consensus;

import java.util.Arrays;
import org.relabel4j.core.annotation.Annotations;

/** Labels of some examples that are known for sure (gold). Immutable. */
public final class KnownLabels {
    private static final KnownLabels NONE = new KnownLabels(new int[0]);

    private final int[] labels;

    private KnownLabels(int[] labels) {
        this.labels = labels;
    }

    /** Nothing is known for sure. */
    public static KnownLabels none() {
        return NONE;
    }

    /**
     * What is known.
     *
     * @param labels label of each example, or -1 where it is not known; copied
     */
    public static KnownLabels of(int[] labels) {
        return Arrays.stream(labels).allMatch(label -> label == -1) ? NONE : new KnownLabels(labels.clone());
    }

    /** Whether no label is known. */
    public boolean isEmpty() {
        return labels.length == 0;
    }

    /** Label of example {@code i}, or -1 if it is not known. */
    public int of(int i) {
        return isEmpty() ? -1 : labels[i];
    }

    /** Where example {@code i}'s label is known, makes that the only class that is possible. */
    void fix(int i, double[] posterior) {
        int label = of(i);
        if (label >= 0) {
            Arrays.fill(posterior, 0);
            posterior[label] = 1;
        }
    }

    void check(Annotations annotations) {
        if (!isEmpty() && labels.length != annotations.numExamples()) {
            throw new IllegalArgumentException(
                    "known labels are of " + labels.length + " examples, expected " + annotations.numExamples());
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < -1 || labels[i] >= annotations.numClasses()) {
                throw new IllegalArgumentException("known label of example " + i + " is " + labels[i]
                        + ", expected -1 to " + (annotations.numClasses() - 1));
            }
        }
    }
}
