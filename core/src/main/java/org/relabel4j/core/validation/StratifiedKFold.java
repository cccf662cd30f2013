package org.relabel4j.core.validation;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.relabel4j.core.random.Shuffles;

/**
 * Deals labelled examples to folds so that each fold has its share of each class.
 *
 * <p>Class by class, in random order within the class, examples go to the folds in turn, and the next class goes on where the
 * last one stopped. So the sizes of any two folds differ by at most one, and so do their counts of any one class. Absent
 * classes and classes with fewer examples than folds need no special case.
 */
public final class StratifiedKFold {
    private StratifiedKFold() {}

    /**
     * Assigns folds.
     *
     * @param labels class of each example, 0 to numClasses − 1, or -1 for an example that goes into no fold
     * @param numClasses classes K
     * @param numFolds folds, at least 2
     * @param rng the only source of randomness
     * @return fold of each example, 0 to numFolds − 1, or -1
     * @throws IllegalArgumentException if a label is out of range, numFolds is below 2, or fewer examples than folds are
     *     labelled
     */
    public static int[] assign(int[] labels, int numClasses, int numFolds, RandomGenerator rng) {
        if (numFolds < 2) {
            throw new IllegalArgumentException("numFolds is " + numFolds + ", expected at least 2");
        }
        int[] starts = classStarts(labels, numClasses);
        int numLabelled = starts[numClasses];
        if (numLabelled < numFolds) {
            throw new IllegalArgumentException("only " + numLabelled + " examples are labelled, expected at least "
                    + numFolds + ", one a fold; label more to begin with or use fewer folds");
        }
        int[] byClass = new int[numLabelled];
        int[] next = Arrays.copyOf(starts, numClasses);
        for (int i : Shuffles.permutation(labels.length, rng)) {
            if (labels[i] >= 0) {
                byClass[next[labels[i]]++] = i;
            }
        }
        int[] folds = new int[labels.length];
        Arrays.fill(folds, -1);
        int firstFold = rng.nextInt(numFolds);
        for (int n = 0; n < numLabelled; n++) {
            folds[byClass[n]] = (firstFold + n) % numFolds;
        }
        return folds;
    }

    /** Position of each class's first example in an array sorted by class; the last entry is the number labelled. */
    private static int[] classStarts(int[] labels, int numClasses) {
        int[] starts = new int[numClasses + 1];
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < -1 || labels[i] >= numClasses) {
                throw new IllegalArgumentException("label of example " + i + " is " + labels[i] + ", expected 0 to "
                        + (numClasses - 1) + ", or -1 for none");
            }
            if (labels[i] >= 0) {
                starts[labels[i] + 1]++;
            }
        }
        for (int k = 0; k < numClasses; k++) {
            starts[k + 1] += starts[k];
        }
        return starts;
    }
}
