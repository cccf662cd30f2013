package org.relabel4j.core.training;

import java.util.SplittableRandom;

/** Small generated problems for tests of models. */
public final class TestData {
    private TestData() {}

    /** A table with labels: class k lies around its own corner, with overlap. */
    @SuppressWarnings("ArrayRecordComponent") // only read
    public record Problem(FeatureMatrix examples, int[] labels, int numClasses) {
        /** Rows {@code from .. to-1}. */
        public int[] rows(int from, int to) {
            int[] rows = new int[to - from];
            for (int n = 0; n < rows.length; n++) {
                rows[n] = from + n;
            }
            return rows;
        }

        /** Labels of some rows. */
        public int[] labelsOf(int[] rows) {
            int[] chosen = new int[rows.length];
            for (int n = 0; n < rows.length; n++) {
                chosen[n] = labels[rows[n]];
            }
            return chosen;
        }
    }

    /** A problem of overlapping clusters. */
    public static Problem clusters(int size, int numFeatures, int numClasses, long seed) {
        SplittableRandom rng = new SplittableRandom(seed);
        float[] values = new float[size * numFeatures];
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            labels[i] = rng.nextInt(numClasses);
            for (int f = 0; f < numFeatures; f++) {
                double centre = Math.sin(3.0 * labels[i] + 1.3 * f);
                values[i * numFeatures + f] = (float) (3 * centre + rng.nextGaussian(0, 1));
            }
        }
        return new Problem(FeatureMatrix.ofRowMajor(size, numFeatures, values), labels, numClasses);
    }
}
