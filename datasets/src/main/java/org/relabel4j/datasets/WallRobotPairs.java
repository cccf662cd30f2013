package org.relabel4j.datasets;

import java.util.Map;
import java.util.random.RandomGenerator;
import org.relabel4j.core.multilabel.SetCodes;
import org.relabel4j.core.option.Options;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.random.Shuffles;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.datasets.format.InputException;

/**
 * What two robots of {@link WallRobot} do next: each example is two rows of it side by side, its class the set of the classes of both. So
 * an example has one or two of four classes. Every row of the pool is in two pairs of the pool, and of the test set likewise.
 */
final class WallRobotPairs {
    private static final int NUM_FEATURES = 4;
    private static final DatasetInfo ROBOTS = WallRobot.info("wall-robot", NUM_FEATURES);

    static final DatasetInfo INFO = new DatasetInfo(
            "wall-robot-pairs",
            "two robots following a wall: 8 distances, sets of 4 classes, 2000 + 1000 examples",
            WallRobot.ATTRIBUTION,
            ROBOTS.options());

    private WallRobotPairs() {}

    static Dataset load(Map<String, String> given, long seed) throws InputException {
        Options.parse("data set " + INFO.name(), INFO.options(), given);
        Dataset robots = WallRobot.load(ROBOTS, NUM_FEATURES, given, seed);
        RandomGenerator rng = Seeds.generator(seed, "data set wall-robot-pairs");
        int[] poolPartners = Shuffles.permutation(robots.pool().size(), rng);
        int[] testPartners = Shuffles.permutation(robots.test().size(), rng);
        return new Dataset(
                INFO.name(),
                pairs(robots.pool(), poolPartners),
                sets(robots.poolLabels(), poolPartners),
                pairs(robots.test(), testPartners),
                sets(robots.testLabels(), testPartners),
                SetCodes.names(WallRobot.CLASS_NAMES),
                INFO.licence());
    }

    private static FeatureMatrix pairs(Examples robots, int[] partners) {
        float[] values = new float[2 * NUM_FEATURES * partners.length];
        for (int i = 0; i < partners.length; i++) {
            robots.copyTo(i, values, 2 * NUM_FEATURES * i);
            robots.copyTo(partners[i], values, 2 * NUM_FEATURES * i + NUM_FEATURES);
        }
        return FeatureMatrix.ofRowMajor(partners.length, 2 * NUM_FEATURES, values);
    }

    private static int[] sets(int[] labels, int[] partners) {
        int[] codes = new int[labels.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = 1 << labels[i] | 1 << labels[partners[i]];
        }
        return codes;
    }
}
