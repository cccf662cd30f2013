package org.relabel4j.core.metric;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.relabel4j.core.probability.Probabilities;

/**
 * The area under the receiver operating characteristic, one class against the rest, in [0, 1]: how probable it is that an
 * example of a class has a higher probability of it than one of another class, where equal probabilities count half.
 *
 * <p>Source: Hanley and McNeil 1982, "The meaning and use of the area under a receiver operating characteristic (ROC) curve",
 * which is Mann and Whitney's U divided by the number of pairs; the mean over classes, each of equal weight, is the macro average
 * of scikit-learn's {@code roc_auc_score(multi_class="ovr")}. Of two classes the second one's area is taken, as there: the first
 * one's is the same but for ties that rounding makes. scikit-learn gives no area if a class has no example; here classes without
 * examples, or without examples of others, do not count.
 */
public final class Auc {
    private Auc() {}

    /**
     * The mean area over classes.
     *
     * @param labels class of each example, or -1 for one that does not count
     * @return NaN if all examples that count are of one class, or none counts
     * @throws IllegalArgumentException if the sizes differ
     */
    public static double oneAgainstRest(Probabilities predProbs, int[] labels) {
        Accuracy.checkLengths(predProbs.numExamples(), labels.length);
        int numClasses = predProbs.numClasses();
        int[] counted =
                IntStream.range(0, labels.length).filter(i -> labels[i] >= 0).toArray();
        int all = counted.length;
        int[] classes = new int[all];
        int[] examples = new int[numClasses];
        double[] values = new double[Math.multiplyExact(all, numClasses)];
        for (int n = 0; n < all; n++) {
            classes[n] = labels[counted[n]];
            examples[classes[n]]++;
            predProbs.copyRows(counted[n], counted[n] + 1, values, n * numClasses);
        }
        return mean(values, classes, examples);
    }

    /**
     * @param values row-major
     * @param labels class of each row
     * @param examples number of rows of each class
     */
    private static double mean(double[] values, int[] labels, int[] examples) {
        int numClasses = examples.length;
        int all = labels.length;
        double sum = 0;
        int classes = 0;
        for (int k = numClasses == 2 ? 1 : 0; k < numClasses; k++) {
            if (examples[k] > 0 && examples[k] < all) {
                double[] of = new double[examples[k]];
                double[] others = new double[all - examples[k]];
                split(values, labels, k, of, others);
                sum += area(of, others);
                classes++;
            }
        }
        return sum / classes;
    }

    /** The probabilities of class {@code k} of its examples, and of the others. */
    private static void split(double[] values, int[] labels, int k, double[] of, double[] others) {
        int numClasses = values.length / labels.length;
        int own = 0;
        int other = 0;
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] == k) {
                of[own++] = values[i * numClasses + k];
            } else {
                others[other++] = values[i * numClasses + k];
            }
        }
    }

    private static double area(double[] of, double[] others) {
        Arrays.sort(of);
        Arrays.sort(others);
        long twice = 0;
        int below = 0;
        int notAbove = 0;
        for (double value : of) {
            while (below < others.length && others[below] < value) {
                below++;
            }
            while (notAbove < others.length && others[notAbove] <= value) {
                notAbove++;
            }
            twice += below + notAbove;
        }
        return twice / (2.0 * of.length * others.length);
    }
}
