package org.relabel4j.core.consensus;

import java.io.Serializable;
import java.util.Arrays;

/**
 * What CROWDLAB estimates from all examples at once (Goh and Mueller 2023, arXiv:2301.11856, equations (3) and (4)), and the
 * weight that follows for each annotator. A few numbers, whatever the size of the pool. Immutable.
 */
public final class CrowdLabEstimates implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The reference clips weights, and what it divides by, from below. */
    private static final double MIN_WEIGHT = 1e-6;

    private final double consensusLikelihood;
    private final int mostLikelyClass;
    private final double mostLikelyClassError;
    private final double meanNumAnnotations;
    private final double[] modelErrors;
    private final double[] modelWeights;

    private CrowdLabEstimates(
            double consensusLikelihood,
            int mostLikelyClass,
            double mostLikelyClassError,
            double meanNumAnnotations,
            double[] modelErrors) {
        this.consensusLikelihood = consensusLikelihood;
        this.mostLikelyClass = mostLikelyClass;
        this.mostLikelyClassError = mostLikelyClassError;
        this.meanNumAnnotations = meanNumAnnotations;
        this.modelErrors = modelErrors;
        this.modelWeights = new double[modelErrors.length];
        for (int l = 0; l < modelErrors.length; l++) {
            modelWeights[l] = areUnknown()
                    ? 1
                    : Math.max(1 - modelErrors[l] / baseline(), MIN_WEIGHT) * Math.sqrt(meanNumAnnotations);
        }
    }

    /**
     * From the examples with two labels or more.
     *
     * @param likelihood P
     * @param mostLikelyClass Y_MLC
     * @param mostLikelyClassError 1 - A_MLC
     * @param meanNumAnnotations labels a labelled example
     * @param modelErrors 1 - A_M of each model, not copied
     */
    static CrowdLabEstimates of(
            double likelihood,
            int mostLikelyClass,
            double mostLikelyClassError,
            double meanNumAnnotations,
            double[] modelErrors) {
        return new CrowdLabEstimates(
                likelihood, mostLikelyClass, mostLikelyClassError, meanNumAnnotations, modelErrors);
    }

    /** Where no example has two labels: every weight is 1. */
    public static CrowdLabEstimates unknown(int numModels, double meanNumAnnotations) {
        double[] undefined = new double[numModels];
        Arrays.fill(undefined, Double.NaN);
        return new CrowdLabEstimates(Double.NaN, -1, Double.NaN, meanNumAnnotations, undefined);
    }

    private double baseline() {
        return Math.max(mostLikelyClassError, MIN_WEIGHT);
    }

    /** Whether no example has two labels, so that all weights are 1 and nothing is estimated. */
    public boolean areUnknown() {
        return mostLikelyClass < 0;
    }

    /**
     * w_j of an annotator: how much better than always guessing the most likely class; at least 1e-6.
     *
     * @param agreement g_j, the mean over annotators for one without; NaN for one who gave no label, which stays
     */
    public double annotatorWeight(double agreement) {
        // Math.max keeps NaN.
        return areUnknown() ? 1 : Math.max(1 - (1 - agreement) / baseline(), MIN_WEIGHT);
    }

    /**
     * The weights of some annotators.
     *
     * @param agreements g_j of each, as for {@link #annotatorWeight}
     * @param meanAnnotatorWeight mean of w_j over all annotators who gave a label; 1 if there are none
     */
    public CrowdLabWeights weights(double[] agreements, double meanAnnotatorWeight) {
        double[] weights = new double[agreements.length];
        for (int j = 0; j < weights.length; j++) {
            weights[j] = annotatorWeight(agreements[j]);
        }
        return new CrowdLabWeights(this, agreements, weights, meanAnnotatorWeight);
    }

    double consensusLikelihood() {
        return consensusLikelihood;
    }

    int mostLikelyClass() {
        return mostLikelyClass;
    }

    double mostLikelyClassError() {
        return mostLikelyClassError;
    }

    double meanNumAnnotations() {
        return meanNumAnnotations;
    }

    double[] modelErrors() {
        return modelErrors.clone();
    }

    /** w_M of each model; a copy. */
    public double[] modelWeights() {
        return modelWeights.clone();
    }

    double modelWeight(int l) {
        return modelWeights[l];
    }

    int numModels() {
        return modelWeights.length;
    }

    /** Sum of w_M over the models. */
    public double totalModelWeight() {
        double sum = 0;
        for (double w : modelWeights) {
            sum += w;
        }
        return sum;
    }
}
