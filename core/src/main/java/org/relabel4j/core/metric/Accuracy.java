package org.relabel4j.core.metric;

import java.util.Arrays;
import java.util.List;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.probability.Rows;

/** Fractions of right labels, in [0, 1]. */
public final class Accuracy {
    private Accuracy() {}

    /**
     * Fraction of labels that are right.
     *
     * @param predicted label of each example
     * @param trueLabels true class of each, same length
     * @return NaN if there is no example
     * @throws IllegalArgumentException if the lengths differ
     */
    public static double of(int[] predicted, int[] trueLabels) {
        checkLengths(predicted.length, trueLabels.length);
        int right = 0;
        for (int i = 0; i < predicted.length; i++) {
            right += predicted[i] == trueLabels[i] ? 1 : 0;
        }
        return (double) right / predicted.length;
    }

    /**
     * Fraction of examples whose likeliest class is right; of equally likely classes the first counts, as in NumPy.
     *
     * @return NaN if there is no example
     * @throws IllegalArgumentException if the sizes differ
     */
    public static double of(Probabilities predProbs, int[] trueLabels) {
        return of(Rows.likeliest(predProbs), trueLabels);
    }

    /**
     * Mean accuracy of several models, such as those of a cross-validation: what the ActiveLab benchmarks report as the
     * accuracy of a single model.
     *
     * @return NaN if there is no model or no example
     * @throws IllegalArgumentException if the sizes differ
     */
    public static double mean(List<Probabilities> models, int[] trueLabels) {
        double sum = 0;
        for (Probabilities model : models) {
            sum += of(model, trueLabels);
        }
        return sum / models.size();
    }

    /**
     * Fraction of labelled examples whose consensus label is right; unlabelled ones do not count.
     *
     * @param trueLabels true class of each example of the pool
     * @return NaN if no example is labelled
     * @throws IllegalArgumentException if the sizes differ
     */
    public static double ofConsensus(Consensus consensus, int[] trueLabels) {
        checkLengths(consensus.numExamples(), trueLabels.length);
        int labelled = 0;
        int right = 0;
        for (int i = 0; i < trueLabels.length; i++) {
            labelled += consensus.label(i) >= 0 ? 1 : 0;
            right += consensus.label(i) == trueLabels[i] ? 1 : 0;
        }
        return (double) right / labelled;
    }

    /**
     * Accuracy of always guessing the most frequent label.
     *
     * @param labels class of each example; those below 0 do not count
     * @return NaN if no label counts
     */
    public static double ofGuessing(int[] labels, int numClasses) {
        int[] counts = new int[numClasses];
        Arrays.stream(labels).filter(label -> label >= 0).forEach(label -> counts[label]++);
        return Arrays.stream(counts).max().orElse(0)
                / (double) Arrays.stream(counts).sum();
    }

    static void checkLengths(int found, int expected) {
        if (found != expected) {
            throw new IllegalArgumentException(
                    "there are predictions of " + found + " examples but true labels of " + expected);
        }
    }
}
