package org.relabel4j.core.noise;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How many labels of each class given are to be looked at as being of each true class: the confident joint in whole numbers, as
 * cleanlab 2.9.0 counts ({@code compute_confident_joint} and {@code _keep_at_least_n_per_class}), step by step.
 */
final class PruneCounts {
    private PruneCounts() {}

    /**
     * The counts.
     *
     * @param labels label of each example, or -1 for those without
     * @param confident class that each is confidently of, or -1
     * @return by true class, then by class given; on the diagonal those to leave, at least 1
     */
    static int[][] of(int[] labels, int[] confident, int numClasses) {
        double[][] joint = new double[numClasses][numClasses];
        int[] numGiven = new int[numClasses];
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] >= 0) {
                numGiven[labels[i]]++;
                if (confident[i] >= 0) {
                    joint[labels[i]][confident[i]]++;
                }
            }
        }
        calibrate(joint, numGiven);
        int[][] counts = new int[numClasses][numClasses];
        for (int given = 0; given < numClasses; given++) {
            double[] kept = keepOne(wholeNumbers(joint[given]), given);
            for (int k = 0; k < numClasses; k++) {
                counts[k][given] = (int) kept[k];
            }
        }
        return counts;
    }

    /** At least one right label a class; each row stretched to the number of labels given, and all to the number of labels. */
    private static void calibrate(double[][] joint, int[] numGiven) {
        int numClasses = joint.length;
        double[] byTrueClass = new double[numClasses * numClasses];
        for (int given = 0; given < numClasses; given++) {
            double[] row = joint[given];
            row[given] = Math.max(1, row[given]);
            double sum = Arrays.stream(row).sum();
            for (int k = 0; k < numClasses; k++) {
                row[k] = row[k] / sum * numGiven[given];
                byTrueClass[k * numClasses + given] = row[k];
            }
        }
        double total = Math.max(Double.MIN_NORMAL, sum(byTrueClass, 0, byTrueClass.length));
        double numLabels = Arrays.stream(numGiven).sum();
        for (double[] row : joint) {
            for (int k = 0; k < numClasses; k++) {
                row[k] = row[k] / total * numLabels;
            }
        }
    }

    /** In NumPy's order of additions: what lies half between two whole numbers is rounded by the last bit. */
    private static double sum(double[] values, int from, int length) {
        if (length > 128) {
            int half = length / 2 - length / 2 % 8;
            return sum(values, from, half) + sum(values, from + half, length - half);
        }
        double[] sums = new double[8];
        int whole = length - length % 8;
        for (int n = 0; n < whole; n++) {
            sums[n % 8] = n < 8 ? values[from + n] : sums[n % 8] + values[from + n];
        }
        double sum = ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]));
        for (int n = whole; n < length; n++) {
            sum += values[from + n];
        }
        return sum;
    }

    /** Rounds to whole numbers of the same sum; those that rounding changed most are moved back. */
    private static double[] wholeNumbers(double[] values) {
        double[] whole = Arrays.stream(values).map(Math::rint).toArray();
        double wanted = Math.rint(Arrays.stream(values).sum());
        double difference = wanted - Arrays.stream(whole).sum();
        double step = Math.signum(difference);
        while (Math.abs(difference) > 0.5) {
            int changes = (int) Math.min(Math.abs(difference), values.length);
            double[] left = IntStream.range(0, values.length)
                    .mapToDouble(k -> values[k] - whole[k])
                    .toArray();
            int[] ascending = IntStream.range(0, values.length)
                    .boxed()
                    .sorted((a, b) -> Double.compare(left[a], left[b]))
                    .mapToInt(k -> k)
                    .toArray();
            for (int n = 0; n < changes; n++) {
                whole[ascending[step < 0 ? n : values.length - 1 - n]] += step;
            }
            difference -= step * changes;
        }
        return whole;
    }

    /** Leaves at least one label of a class given: what is added there is taken evenly from its true classes, as far as they go. */
    private static double[] keepOne(double[] column, int given) {
        double added = Math.max(1, column[given]) - column[given];
        long others = Arrays.stream(column).filter(count -> count != 0).count() - 1;
        double share = added / Math.max(1, others);
        double[] kept = Arrays.stream(column)
                .map(count -> Math.floor(Math.max(0, count - share)))
                .toArray();
        kept[given] = Math.max(1, column[given]);
        return kept;
    }
}
