package org.relabel4j.core.metric;

import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.probability.Rows;

/**
 * How often each class is predicted and true. Examples whose label is below 0 do not count.
 *
 * @param right examples of each class that are predicted as it
 * @param truth examples of each class
 * @param predicted examples predicted as each class
 */
record ClassCounts(int[] right, int[] truth, int[] predicted) {
    /** The likeliest class of each example that counts. */
    static int[] likeliest(Probabilities predProbs, int[] labels) {
        Accuracy.checkLengths(predProbs.numExamples(), labels.length);
        return Rows.likeliest(predProbs, i -> labels[i] >= 0);
    }

    static ClassCounts of(int[] predicted, int[] labels, int numClasses) {
        Accuracy.checkLengths(predicted.length, labels.length);
        ClassCounts counts = new ClassCounts(new int[numClasses], new int[numClasses], new int[numClasses]);
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] >= 0) {
                counts.truth[labels[i]]++;
                counts.predicted[predicted[i]]++;
                counts.right[labels[i]] += predicted[i] == labels[i] ? 1 : 0;
            }
        }
        return counts;
    }
}
