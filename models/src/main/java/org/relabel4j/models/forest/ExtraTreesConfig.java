package org.relabel4j.models.forest;

import org.relabel4j.models.FeatureChecks;

/**
 * Settings of extremely randomised trees. The defaults are scikit-learn's.
 *
 * @param trees number of trees, at least 1
 * @param maxFeatures features to try at a split; 0 means the square root of their number, rounded down
 * @param minSamplesSplit examples that a node needs to be split, at least 2
 */
public record ExtraTreesConfig(int trees, int maxFeatures, int minSamplesSplit) {
    /**
     * @throws IllegalArgumentException if a value is out of range
     */
    public ExtraTreesConfig {
        FeatureChecks.setting(trees >= 1, "extra-trees trees", trees, "at least 1");
        FeatureChecks.setting(
                maxFeatures >= 0, "extra-trees max-features", maxFeatures, "at least 1, or 0 for the square root");
        FeatureChecks.setting(minSamplesSplit >= 2, "extra-trees min-samples-split", minSamplesSplit, "at least 2");
    }

    /** 100 trees, square root of the features, nodes split until pure. */
    public static ExtraTreesConfig defaults() {
        return new ExtraTreesConfig(100, 0, 2);
    }

    int featuresToTry(int numFeatures) {
        return maxFeatures == 0 ? (int) Math.sqrt(numFeatures) : Math.min(maxFeatures, numFeatures);
    }
}
