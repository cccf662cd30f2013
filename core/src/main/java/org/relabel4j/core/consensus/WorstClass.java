package org.relabel4j.core.consensus;

import java.util.Arrays;

/**
 * Finds the label that an annotator gave with the least agreement with the consensus; among equals the one given more often, then
 * of examples with the higher mean consensus quality, then the lowest. One annotator after the other; not thread-safe.
 */
public final class WorstClass {
    private final long[] count;
    private final long[] agreed;
    private final double[] quality;
    private final int[] seen;
    private int numSeen;

    /** Nothing added yet. */
    public WorstClass(int numClasses) {
        count = new long[numClasses];
        agreed = new long[numClasses];
        quality = new double[numClasses];
        seen = new int[numClasses];
    }

    /**
     * Adds labels of one class.
     *
     * @param labels how many, at least 1
     * @param agreeing how many of them are the consensus
     * @param sumOfQualities sum of the consensus qualities of their examples
     */
    public void add(int label, long labels, long agreeing, double sumOfQualities) {
        if (count[label] == 0) {
            seen[numSeen++] = label;
        }
        count[label] += labels;
        agreed[label] += agreeing;
        quality[label] += sumOfQualities;
    }

    /** The worst class, or -1 if nothing was added; forgets all. */
    public int takeWorst() {
        Arrays.sort(seen, 0, numSeen);
        int worst = -1;
        for (int n = 0; n < numSeen; n++) {
            worst = worst < 0 || isWorse(seen[n], worst) ? seen[n] : worst;
        }
        for (int n = 0; n < numSeen; n++) {
            count[seen[n]] = 0;
            agreed[seen[n]] = 0;
            quality[seen[n]] = 0;
        }
        numSeen = 0;
        return worst;
    }

    private boolean isWorse(int k, int than) {
        int byAgreement = Double.compare((double) agreed[k] / count[k], (double) agreed[than] / count[than]);
        if (byAgreement != 0) {
            return byAgreement < 0;
        }
        if (count[k] != count[than]) {
            return count[k] > count[than];
        }
        return quality[k] / count[k] > quality[than] / count[than];
    }
}
