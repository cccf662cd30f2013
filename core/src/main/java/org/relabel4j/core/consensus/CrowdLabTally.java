package org.relabel4j.core.consensus;

import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.numeric.RowMath;
import org.relabel4j.core.parallel.Blocks;
import org.relabel4j.core.parallel.Tally;

/**
 * What the examples with two labels or more say of the models and of the labels, if a given consensus were the true labels:
 * the sums behind {@link CrowdLabEstimates}.
 */
public final class CrowdLabTally implements Tally<CrowdLabTally.Part, CrowdLabEstimates, CrowdLabTally> {
    private static final long serialVersionUID = 1L;

    private final long[] mistakesOfModel;
    private final long[] examplesOfClass;
    private double sumOfAgreements;
    private long numMultiple;
    private long numLabelled;
    private long numAnnotations;

    /**
     * Examples, what each model chose for them, and their consensus.
     *
     * @param modelChoices for each model the likeliest class of each example; those of examples with fewer than two labels do
     *     not count
     * @param consensus label of each example, -1 for unlabelled ones
     */
    public record Part(Annotations annotations, int[][] modelChoices, int[] consensus) {}

    /** Of nothing yet. */
    public CrowdLabTally(int numModels, int numClasses) {
        mistakesOfModel = new long[numModels];
        examplesOfClass = new long[numClasses];
    }

    @Override
    public void add(Part part) {
        Annotations annotations = part.annotations();
        numAnnotations += annotations.size();
        numLabelled += annotations.numLabelled();
        sumOfAgreements += sumOfAgreements(annotations, part.consensus());
        for (int i = 0; i < annotations.numExamples(); i++) {
            if (annotations.count(i) > 1) {
                numMultiple++;
                examplesOfClass[part.consensus()[i]]++;
                for (int l = 0; l < mistakesOfModel.length; l++) {
                    mistakesOfModel[l] += part.modelChoices()[l][i] != part.consensus()[i] ? 1 : 0;
                }
            }
        }
    }

    private static double sumOfAgreements(Annotations annotations, int[] consensus) {
        int numClasses = annotations.numClasses();
        double[] partial = new double[Blocks.count(consensus.length, numClasses)];
        Blocks.forEach(consensus.length, numClasses, () -> null, (block, from, to, none) -> {
            double sum = 0;
            for (int i = from; i < to; i++) {
                if (annotations.count(i) > 1) {
                    sum += VoteCounter.agreement(annotations, i, consensus[i]);
                }
            }
            partial[block] = sum;
        });
        double sum = 0;
        for (double part : partial) {
            sum += part;
        }
        return sum;
    }

    @Override
    public void merge(CrowdLabTally other) {
        numAnnotations += other.numAnnotations;
        numLabelled += other.numLabelled;
        numMultiple += other.numMultiple;
        sumOfAgreements += other.sumOfAgreements;
        for (int k = 0; k < examplesOfClass.length; k++) {
            examplesOfClass[k] += other.examplesOfClass[k];
        }
        for (int l = 0; l < mistakesOfModel.length; l++) {
            mistakesOfModel[l] += other.mistakesOfModel[l];
        }
    }

    /** Unknown weights if no example has two labels. */
    @Override
    public CrowdLabEstimates finish() {
        double meanNumAnnotations = (double) numAnnotations / numLabelled;
        if (numMultiple == 0) {
            return CrowdLabEstimates.unknown(mistakesOfModel.length, meanNumAnnotations);
        }
        double[] counts = new double[examplesOfClass.length];
        for (int k = 0; k < counts.length; k++) {
            counts[k] = examplesOfClass[k];
        }
        int mostLikely = RowMath.argmax(counts);
        double[] errors = new double[mistakesOfModel.length];
        for (int l = 0; l < errors.length; l++) {
            errors[l] = (double) mistakesOfModel[l] / numMultiple;
        }
        return CrowdLabEstimates.of(
                sumOfAgreements / numMultiple,
                mostLikely,
                (numMultiple - counts[mostLikely]) / numMultiple,
                meanNumAnnotations,
                errors);
    }
}
