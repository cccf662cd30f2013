package org.relabel4j.core.noise;

import java.util.Arrays;
import org.relabel4j.core.parallel.Tally;

/** How many labelled examples are confidently of each class: the counts behind a {@link ConfidentJoint}. */
public final class ConfidentJointTally implements Tally<ThresholdTally.Part, ConfidentJoint, ConfidentJointTally> {
    private static final long serialVersionUID = 1L;

    private final double[] thresholds;

    /** By label given and then confident class. */
    private final long[] confident;

    private final long[] numGiven;

    /**
     * Of nothing yet.
     *
     * @param thresholds of each class, from {@link ThresholdTally} over all examples; not copied
     */
    public ConfidentJointTally(double[] thresholds) {
        this.thresholds = thresholds;
        this.confident = new long[thresholds.length * thresholds.length];
        this.numGiven = new long[thresholds.length];
    }

    @Override
    public void add(ThresholdTally.Part part) {
        double[] row = new double[thresholds.length];
        for (int i = 0; i < part.labels().length; i++) {
            int label = part.labels()[i];
            if (label >= 0) {
                numGiven[label]++;
                part.predProbs().copyRows(i, i + 1, row, 0);
                int found = confidentClass(row);
                if (found >= 0) {
                    confident[label * thresholds.length + found]++;
                }
            }
        }
    }

    private int confidentClass(double[] row) {
        int best = -1;
        for (int k = 0; k < row.length; k++) {
            if (row[k] >= thresholds[k] && (best < 0 || row[k] > row[best])) {
                best = k;
            }
        }
        return best;
    }

    @Override
    public void merge(ConfidentJointTally other) {
        for (int n = 0; n < confident.length; n++) {
            confident[n] += other.confident[n];
        }
        for (int k = 0; k < numGiven.length; k++) {
            numGiven[k] += other.numGiven[k];
        }
    }

    @Override
    public ConfidentJoint finish() {
        int numClasses = numGiven.length;
        double[] counts = new double[confident.length];
        long numSuspects = 0;
        for (int given = 0; given < numClasses; given++) {
            long sum = 0;
            for (int k = 0; k < numClasses; k++) {
                sum += confident[given * numClasses + k];
            }
            numSuspects += sum - confident[given * numClasses + given];
            for (int k = 0; k < numClasses; k++) {
                int n = given * numClasses + k;
                counts[n] =
                        sum > 0 ? confident[n] * ((double) numGiven[given] / sum) : k == given ? numGiven[given] : 0;
            }
        }
        return new ConfidentJoint(numClasses, Arrays.stream(numGiven).sum(), counts, numSuspects);
    }
}
