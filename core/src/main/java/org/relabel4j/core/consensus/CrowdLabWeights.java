package org.relabel4j.core.consensus;

/**
 * How far CROWDLAB trusts each model and each annotator, and the estimates behind it (Goh and Mueller 2023,
 * arXiv:2301.11856, equations (3) and (4)). Immutable.
 *
 * <p>If no example has two labels, agreement cannot be estimated: then every weight is 1 and the estimates are NaN.
 */
public final class CrowdLabWeights {
    private final CrowdLabEstimates estimates;
    private final double[] annotatorAgreements;
    private final double[] annotatorWeights;
    private final double meanAnnotatorWeight;

    CrowdLabWeights(
            CrowdLabEstimates estimates,
            double[] annotatorAgreements,
            double[] annotatorWeights,
            double meanAnnotatorWeight) {
        this.estimates = estimates;
        this.annotatorAgreements = annotatorAgreements;
        this.annotatorWeights = annotatorWeights;
        this.meanAnnotatorWeight = meanAnnotatorWeight;
    }

    /** Whether no example has two labels, so that all weights are 1 and nothing is estimated. */
    public boolean areUnknown() {
        return estimates.areUnknown();
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
        return estimates.modelErrors();
    }

    /** w_M of each model, at least 1e-6 times the root of the mean number of labels; a copy. */
    public double[] modelWeights() {
        return estimates.modelWeights();
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
        return estimates.totalModelWeight();
    }

    double modelWeight(int l) {
        return estimates.modelWeight(l);
    }

    /** w_j of an annotator. */
    public double annotatorWeight(int j) {
        return annotatorWeights[j];
    }

    /**
     * How good an annotator is: the mean of the mean quality of the annotator's labels and of the agreement with the consensus
     * over shared examples, weighted w_M against the mean w_j times the mean number of labels.
     *
     * @param labelQuality mean quality of the annotator's labels
     * @param sharedAgreement fraction of the annotator's labels of examples with others' labels that are the consensus; NaN if
     *     there are none
     */
    public double annotatorQuality(double labelQuality, double sharedAgreement) {
        double model = totalModelWeight() / estimates.numModels();
        double annotators = meanAnnotatorWeight * meanNumAnnotations();
        double share = areUnknown() ? 1 : model / (model + annotators);
        return share == 1 ? labelQuality : share * labelQuality + (1 - share) * sharedAgreement;
    }
}
