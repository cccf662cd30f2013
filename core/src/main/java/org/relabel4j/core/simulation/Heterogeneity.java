package org.relabel4j.core.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.relabel4j.core.random.Seeds;

/**
 * A crowd of unlike annotators, some of them very bad: each has a noise matrix of his own.
 *
 * <p>An annotator is an outlier with a given probability. His accuracy (trace / K) is uniform in the range of his kind and his
 * matrix a random one of that trace. Annotator j's matrix depends on the seed and j alone, so a larger crowd begins with the
 * smaller one. After the setting of Goh and Mueller 2023, arXiv:2301.11856, appendix E; the numbers are ours.
 *
 * @param minAccuracy lowest accuracy of an ordinary annotator
 * @param maxAccuracy highest one
 * @param outlierFraction probability that an annotator is an outlier
 * @param minOutlierAccuracy lowest accuracy of an outlier
 * @param maxOutlierAccuracy highest one
 */
public record Heterogeneity(
        double minAccuracy,
        double maxAccuracy,
        double outlierFraction,
        double minOutlierAccuracy,
        double maxOutlierAccuracy) {
    /**
     * @throws IllegalArgumentException if a value is no probability or a range is empty
     */
    public Heterogeneity {
        checkRange("accuracy of ordinary annotators", minAccuracy, maxAccuracy);
        checkRange("accuracy of outliers", minOutlierAccuracy, maxOutlierAccuracy);
        if (!(outlierFraction >= 0 && outlierFraction <= 1)) {
            throw new IllegalArgumentException("fraction of outliers is " + outlierFraction + ", expected 0 to 1");
        }
    }

    /**
     * Draws a crowd.
     *
     * @param numAnnotators how many
     * @param classPriors probability of each true class, length K
     * @param seed the only source of randomness
     * @return a noise matrix an annotator
     * @throws IllegalArgumentException if an accuracy is out of the reach of a noise matrix, as {@link TraceNoise#draw}
     */
    public List<NoiseMatrix> draw(int numAnnotators, double[] classPriors, long seed) {
        List<NoiseMatrix> matrices = new ArrayList<>();
        for (int j = 0; j < numAnnotators; j++) {
            RandomGenerator rng = Seeds.generator(seed, "annotator", j);
            boolean outlier = rng.nextDouble() < outlierFraction;
            double low = outlier ? minOutlierAccuracy : minAccuracy;
            double high = outlier ? maxOutlierAccuracy : maxAccuracy;
            double accuracy = low + (high - low) * rng.nextDouble();
            matrices.add(TraceNoise.defaults(accuracy * classPriors.length)
                    .allowingUnlearnable()
                    .draw(classPriors, rng));
        }
        return matrices;
    }

    private static void checkRange(String what, double min, double max) {
        if (!(min >= 0 && max <= 1 && min <= max)) {
            throw new IllegalArgumentException(
                    what + " is between " + min + " and " + max + ", expected 0 <= lower <= upper <= 1");
        }
    }
}
