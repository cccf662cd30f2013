package org.relabel4j.models.vision.training;

import org.relabel4j.models.FeatureChecks;

/**
 * What keeps a network from learning its training set by heart.
 *
 * @param augmentation random changes to images
 * @param labelSmoothing share of each label that is spread over all classes evenly, 0 to below 1 (Szegedy et al. 2016,
 *     arXiv:1512.00567, section 7)
 * @param mixup a of the Beta(a, a) distribution by which two images and their labels are mixed, at least 0; 0 mixes none (Zhang
 *     et al. 2018, arXiv:1710.09412)
 * @param dropout share of the embedding to leave out at random, 0 to below 1
 * @param holdout share of the training set that is not trained on and decides when to stop, 0 to 0.5; 0 trains on all, for all
 *     epochs
 * @param patience epochs without a better result on what is held out after which training stops, at least 1
 */
public record Regularisation(
        Augmentation augmentation, double labelSmoothing, double mixup, double dropout, double holdout, int patience) {
    /**
     * @throws IllegalArgumentException if a value is out of range
     */
    public Regularisation {
        FeatureChecks.setting(
                labelSmoothing >= 0 && labelSmoothing < 1, "resnet label-smoothing", labelSmoothing, "0 to below 1");
        FeatureChecks.setting(mixup >= 0 && mixup <= 100, "resnet mixup", mixup, "0 to 100");
        FeatureChecks.setting(dropout >= 0 && dropout < 1, "resnet dropout", dropout, "0 to below 1");
        FeatureChecks.setting(holdout >= 0 && holdout <= 0.5, "resnet holdout", holdout, "0 to 0.5");
        FeatureChecks.setting(patience >= 1, "resnet patience", patience, "at least 1 epoch");
    }

    /** Mirrored and moved images; a fifth held out, as in the ActiveLab paper's AutoGluon runs, with 10 epochs of patience. */
    public static Regularisation defaults() {
        return new Regularisation(Augmentation.standard(), 0, 0, 0, 0.2, 10);
    }
}
