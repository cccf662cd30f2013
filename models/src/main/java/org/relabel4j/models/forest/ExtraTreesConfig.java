package org.relabel4j.models.forest;

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
        check(trees >= 1, "trees", trees, "at least 1");
        check(maxFeatures >= 0, "max-features", maxFeatures, "at least 1, or 0 for the square root");
        check(minSamplesSplit >= 2, "min-samples-split", minSamplesSplit, "at least 2");
    }

    /** 100 trees, square root of the features, nodes split until pure. */
    public static ExtraTreesConfig defaults() {
        return new ExtraTreesConfig(100, 0, 2);
    }

    int featuresToTry(int numFeatures) {
        return maxFeatures == 0 ? (int) Math.sqrt(numFeatures) : Math.min(maxFeatures, numFeatures);
    }

    private static void check(boolean valid, String what, int value, String expected) {
        if (!valid) {
            throw new IllegalArgumentException("extra-trees " + what + " is " + value + ", expected " + expected);
        }
    }
}
