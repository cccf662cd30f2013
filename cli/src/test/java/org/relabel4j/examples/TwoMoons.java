package org.relabel4j.examples;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.datasets.Dataset;
import org.relabel4j.datasets.DatasetInfo;

/** Two half circles that interlock, with noise: two classes that no line separates. */
final class TwoMoons {
    private static final Option<Double> NOISE = Option.real(
                    "noise", 0, 1, "standard deviation of the points around the half circles")
            .withDefault(0.15);

    static final DatasetInfo INFO = new DatasetInfo(
            "two-moons",
            "two half circles that interlock, 2 classes, 400 + 200 examples",
            "none: made here",
            List.of(NOISE));

    private static final int POOL_SIZE = 400;
    private static final int TEST_SIZE = 200;

    private TwoMoons() {}

    static Dataset load(Map<String, String> given, long seed) {
        Options options = Options.parse("data set " + INFO.name(), INFO.options(), given);
        RandomGenerator rng = Seeds.generator(seed, "data set two-moons");
        int[] poolLabels = rng.ints(POOL_SIZE, 0, 2).toArray();
        int[] testLabels = rng.ints(TEST_SIZE, 0, 2).toArray();
        return new Dataset(
                INFO.name(),
                points(poolLabels, options.get(NOISE), rng),
                poolLabels,
                points(testLabels, options.get(NOISE), rng),
                testLabels,
                List.of("upper", "lower"),
                INFO.licence());
    }

    private static FeatureMatrix points(int[] labels, double noise, RandomGenerator rng) {
        float[] points = new float[labels.length * 2];
        for (int i = 0; i < labels.length; i++) {
            double angle = rng.nextDouble() * Math.PI;
            double x = labels[i] == 0 ? Math.cos(angle) : 1 - Math.cos(angle);
            double y = labels[i] == 0 ? Math.sin(angle) : 0.5 - Math.sin(angle);
            points[2 * i] = (float) (x + noise * rng.nextGaussian());
            points[2 * i + 1] = (float) (y + noise * rng.nextGaussian());
        }
        return FeatureMatrix.ofRowMajor(labels.length, 2, points);
    }
}
