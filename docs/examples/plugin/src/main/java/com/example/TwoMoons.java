package com.example;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.datasets.Dataset;
import org.relabel4j.datasets.DatasetInfo;

/** Two half circles that reach into each other, as scikit-learn's {@code make_moons} draws them. */
public final class TwoMoons {
    private static final Option<Integer> POOL = Option.integer("pool-size", 10, 1_000_000, "examples to choose from")
            .withDefault(1000);
    private static final Option<Integer> TEST = Option.integer("test-size", 10, 1_000_000, "examples to test on")
            .withDefault(1000);
    private static final Option<Double> NOISE = Option.real("noise", 0, 10, "standard deviation of each coordinate")
            .withDefault(0.3);

    public static final DatasetInfo INFO = new DatasetInfo(
            "two-moons",
            "two half circles in the plane, generated",
            "generated, nobody's",
            List.of(POOL, TEST, NOISE));

    private TwoMoons() {}

    public static Dataset load(Map<String, String> given, long seed) {
        Options options = Options.parse("data set " + INFO.name(), INFO.options(), given);
        SplittableRandom rng = new SplittableRandom(seed);
        int[] poolLabels = labels(options.get(POOL), rng);
        int[] testLabels = labels(options.get(TEST), rng);
        return new Dataset(
                INFO.name(),
                points(poolLabels, options.get(NOISE), rng),
                poolLabels,
                points(testLabels, options.get(NOISE), rng),
                testLabels,
                List.of("upper", "lower"),
                INFO.licence());
    }

    private static int[] labels(int size, SplittableRandom rng) {
        return rng.ints(size, 0, 2).toArray();
    }

    private static FeatureMatrix points(int[] labels, double noise, SplittableRandom rng) {
        float[] values = new float[2 * labels.length];
        for (int i = 0; i < labels.length; i++) {
            double angle = Math.PI * rng.nextDouble();
            double x = labels[i] == 0 ? Math.cos(angle) : 1 - Math.cos(angle);
            double y = labels[i] == 0 ? Math.sin(angle) : 0.5 - Math.sin(angle);
            values[2 * i] = (float) (x + noise * rng.nextGaussian());
            values[2 * i + 1] = (float) (y + noise * rng.nextGaussian());
        }
        return FeatureMatrix.ofRowMajor(labels.length, 2, values);
    }
}
