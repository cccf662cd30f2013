package org.relabel4j.core.consensus;

/**
 * How far CROWDLAB trusts each model and each annotator, and the estimates behind it (Goh and Mueller 2023,
 * arXiv:2301.11856, equations (3) and (4)). Immutable.
 *
 * <p>If no example has two labels, agreement cannot be estimated: then every weight is 1 and the estimates are NaN.
 */
public final class CrowdLabWeights {
    private final Estimates estimates;
    private final double[] modelErrors;
    private final double[] modelWeights;
    private final double[] annotatorAgreements;
    private final double[] annotatorWeights;
    private final double meanAnnotatorWeight;

    /**
     * The numbers that are estimated from all examples at once.
     *
     * @param consensusLikelihood P
     * @param mostLikelyClass Y_MLC, or -1
     * @param mostLikelyClassError 1 - A_MLC
     * @param meanNumAnnotations labels a labelled example
     */
    record Estimates(
            double consensusLikelihood, int mostLikelyClass, double mostLikelyClassError, double meanNumAnnotations) {}

    CrowdLabWeights(
            Estimates estimates,
            double[] modelErrors,
            double[] modelWeights,
            double[] annotatorAgreements,
            double[] annotatorWeights) {
        this.estimates = estimates;
        this.modelErrors = modelErrors;
        this.modelWeights = modelWeights;
        this.annotatorAgreements = annotatorAgreements;
        this.annotatorWeights = annotatorWeights;
        this.meanAnnotatorWeight = definedMean(annotatorWeights);
    }

    private static double definedMean(double[] values) {
        double sum = 0;
        int defined = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                sum += value;
                defined++;
            }
        }
        return defined == 0 ? 1 : sum / defined;
    }

    /** Whether no example has two labels, so that all weights are 1 and nothing is estimated. */
    public boolean areUnknown() {
        return estimates.mostLikelyClass() < 0;
    }

    /**
     * P: the mean, over examples with more than one label, of the fraction of annotators who agree with the consensus.
     */
    public double consensusLikelihood() {
        return estimates.consensusLikelihood();
    }

    /** Y_MLC: the most frequent consensus label among examples with more than one label, the lowest if several; or -1. */
    public int mostLikelyClass() {
        return estimates.mostLikelyClass();
    }

    /** 1 - A_MLC: how often, among examples with more than one label, the consensus is another class than Y_MLC. */
    public double mostLikelyClassError() {
        return estimates.mostLikelyClassError();
    }

    /** Mean number of labels of a labelled example. */
    public double meanNumAnnotations() {
        return estimates.meanNumAnnotations();
    }

    /** 1 - A_M of each model: how often its class is not the consensus among examples with more than one label; a copy. */
    public double[] modelErrors() {
        return modelErrors.clone();
    }

    /** w_M of each model, at least 1e-6 times the root of the mean number of labels; a copy. */
    public double[] modelWeights() {
        return modelWeights.clone();
    }

    /**
     * g_j of each annotator: agreement with the other annotators of the same examples, or the mean over the others for one
     * who shares no example; NaN for one who gave no label; a copy.
     */
    public double[] annotatorAgreements() {
        return annotatorAgreements.clone();
    }

    /** w_j of each annotator, at least 1e-6; NaN for one who gave no label; a copy. */
    public double[] annotatorWeights() {
        return annotatorWeights.clone();
    }

    /** Mean of w_j over the annotators who gave a label; 1 if there are none. */
    public double meanAnnotatorWeight() {
        return meanAnnotatorWeight;
    }

    /** Sum of w_M over the models. */
    public double totalModelWeight() {
        double sum = 0;
        for (double w : modelWeights) {
            sum += w;
        }
        return sum;
    }

    double modelWeight(int l) {
        return modelWeights[l];
    }

    /** w_j of an annotator. */
    public double annotatorWeight(int j) {
        return annotatorWeights[j];
    }

    int numModels() {
        return modelWeights.length;
    }
}
