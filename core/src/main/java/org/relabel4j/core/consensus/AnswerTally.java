package org.relabel4j.core.consensus;

import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.parallel.Tally;

/** How many labels there are, on how many examples, and of which classes. */
public final class AnswerTally implements Tally<Annotations, AnswerTally.Counts, AnswerTally> {
    private static final long serialVersionUID = 1L;

    private final long[] labelsOfClass;
    private long numAnnotations;
    private long numLabelled;
    private long numMultiple;

    /**
     * What was counted.
     *
     * @param numAnnotations labels in all
     * @param numLabelled examples with a label
     * @param numMultiple examples with two labels or more
     * @param labelsOfClass number of labels of each class, not copied
     */
    public record Counts(long numAnnotations, long numLabelled, long numMultiple, long[] labelsOfClass) {
        /** Minus the number of labels of each class: {@link MajorityVote} prefers the rare. */
        public double[] rarities() {
            double[] rarity = new double[labelsOfClass.length];
            for (int k = 0; k < rarity.length; k++) {
                rarity[k] -= labelsOfClass[k];
            }
            return rarity;
        }
    }

    /** Of nothing yet. */
    public AnswerTally(int numClasses) {
        labelsOfClass = new long[numClasses];
    }

    @Override
    public void add(Annotations part) {
        numAnnotations += part.size();
        numLabelled += part.numLabelled();
        for (int i = 0; i < part.numExamples(); i++) {
            numMultiple += part.count(i) > 1 ? 1 : 0;
        }
        for (int a = 0; a < part.size(); a++) {
            labelsOfClass[part.labelAt(a)]++;
        }
    }

    @Override
    public void merge(AnswerTally other) {
        numAnnotations += other.numAnnotations;
        numLabelled += other.numLabelled;
        numMultiple += other.numMultiple;
        for (int k = 0; k < labelsOfClass.length; k++) {
            labelsOfClass[k] += other.labelsOfClass[k];
        }
    }

    @Override
    public Counts finish() {
        return new Counts(numAnnotations, numLabelled, numMultiple, labelsOfClass.clone());
    }
}
