package org.relabel4j.core.consensus;

/** What each annotator answers to examples of each class, as a method estimates it. */
@FunctionalInterface
public interface ConfusionMatrices {
    /**
     * Probability that an annotator gives a label to an example of a class: over all labels, these sum to 1.
     *
     * @param j an annotator with at least one label
     * @param k the example's true class
     * @param label the label given
     */
    double probability(int j, int k, int label);
}
