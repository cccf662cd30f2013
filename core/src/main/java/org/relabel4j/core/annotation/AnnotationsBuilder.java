package org.relabel4j.core.annotation;

import java.util.Arrays;

/** Collects annotations in any order of examples; within an example the order of adding is kept. */
public final class AnnotationsBuilder {
    private final Annotations shape;
    private int[] examples = new int[16];
    private int[] annotators = new int[16];
    private int[] labels = new int[16];
    private int size;

    AnnotationsBuilder(Annotations shape) {
        this.shape = shape;
    }

    /** Makes room for a number of annotations, so that adding them does not copy. */
    public AnnotationsBuilder reserve(int capacity) {
        if (capacity > examples.length) {
            examples = Arrays.copyOf(examples, capacity);
            annotators = Arrays.copyOf(annotators, capacity);
            labels = Arrays.copyOf(labels, capacity);
        }
        return this;
    }

    /**
     * Adds one annotation.
     *
     * @throws IllegalArgumentException if the example, annotator or label is out of range
     */
    public AnnotationsBuilder add(int example, int annotator, int label) {
        Annotations.check("example", example, shape.numExamples());
        Annotations.check("annotator", annotator, shape.numAnnotators());
        Annotations.check("label", label, shape.numClasses());
        if (size == examples.length) {
            reserve((int) Math.min(Integer.MAX_VALUE - 8L, size * 2L));
        }
        examples[size] = example;
        annotators[size] = annotator;
        labels[size] = label;
        size++;
        return this;
    }

    /**
     * The table of all annotations added, by a counting sort on the example.
     *
     * @throws IllegalArgumentException if an annotator labelled one example twice
     */
    public Annotations build() {
        return Annotations.ofColumns(shape, size, n -> examples[n], n -> annotators[n], n -> labels[n]);
    }

    static void rejectRepeats(int numAnnotators, int[] starts, int[] sortedAnnotators) {
        int[] lastExample = new int[numAnnotators];
        Arrays.fill(lastExample, -1);
        for (int i = 0; i + 1 < starts.length; i++) {
            for (int a = starts[i]; a < starts[i + 1]; a++) {
                if (lastExample[sortedAnnotators[a]] == i) {
                    throw new IllegalArgumentException("annotator " + sortedAnnotators[a] + " labelled example " + i
                            + " twice; keep one label for each pair of example and annotator");
                }
                lastExample[sortedAnnotators[a]] = i;
            }
        }
    }
}
