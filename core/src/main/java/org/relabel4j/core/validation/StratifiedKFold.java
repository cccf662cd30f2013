package org.relabel4j.core.validation;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.relabel4j.core.random.Shuffles;
import org.relabel4j.core.text.Counted;

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
            throw new IllegalArgumentException(
                    "only " + Counted.of(numLabelled, "example is", "examples are") + " labelled, expected at least "
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

    /**
     * Assigns folds to examples of which some have one already, and leaves those where they are.
     *
     * <p>Each of the others goes, class by class and in random order within the class, to the fold that has fewest of its class,
     * and among those to the one that has fewest examples.
     *
     * @param homes fold of each example, 0 to numFolds − 1, or -1 if it has none yet
     * @param labels as in {@link #assign}
     * @param rng the only source of randomness
     * @return fold of each example, 0 to numFolds − 1, or -1 for those without a label
     * @throws IllegalArgumentException if a label or home is out of range, there is not one home an example, or numFolds is
     *     below 2
     */
    static int[] extend(int[] homes, int[] labels, int numClasses, int numFolds, RandomGenerator rng) {
        checkHomes(homes, labels, numFolds);
        classStarts(labels, numClasses);
        int[] folds = new int[labels.length];
        int[] sizes = new int[numFolds];
        int[][] ofClass = new int[numClasses][numFolds];
        for (int i = 0; i < labels.length; i++) {
            folds[i] = labels[i] < 0 ? -1 : homes[i];
            if (folds[i] >= 0) {
                sizes[folds[i]]++;
                ofClass[labels[i]][folds[i]]++;
            }
        }
        int[] order = Shuffles.permutation(labels.length, rng);
        int[] foldOrder = Shuffles.permutation(numFolds, rng);
        for (int k = 0; k < numClasses; k++) {
            for (int i : order) {
                if (labels[i] == k && homes[i] < 0) {
                    folds[i] = emptiest(ofClass[k], sizes, foldOrder);
                    sizes[folds[i]]++;
                    ofClass[k][folds[i]]++;
                }
            }
        }
        return folds;
    }

    private static int emptiest(int[] ofClass, int[] sizes, int[] foldOrder) {
        int best = foldOrder[0];
        for (int fold : foldOrder) {
            if (ofClass[fold] < ofClass[best] || ofClass[fold] == ofClass[best] && sizes[fold] < sizes[best]) {
                best = fold;
            }
        }
        return best;
    }

    private static void checkHomes(int[] homes, int[] labels, int numFolds) {
        if (numFolds < 2 || homes.length != labels.length) {
            throw new IllegalArgumentException("there are " + numFolds + " folds, " + homes.length + " homes and "
                    + labels.length + " labels, expected at least 2 folds, and as many homes as labels");
        }
        for (int i = 0; i < homes.length; i++) {
            if (homes[i] < -1 || homes[i] >= numFolds) {
                throw new IllegalArgumentException("home of example " + i + " is " + homes[i] + ", expected 0 to "
                        + (numFolds - 1) + ", or -1 for none");
            }
        }
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
