package org.relabel4j.core.simulation;

import org.relabel4j.core.probability.Probabilities;

/** How one annotator answers about each example, given a random number. Immutable. */
@FunctionalInterface
public interface AnnotatorModel {
    /**
     * The label that a random number stands for.
     *
     * @param example number of the example
     * @param uniform in [0, 1)
     */
    int label(int example, double uniform);

    /**
     * An annotator who confuses classes, whatever the example.
     *
     * @param trueLabels true class of each example
     * @throws IllegalArgumentException if a true class is outside the matrix
     */
    static AnnotatorModel confusing(NoiseMatrix noise, int[] trueLabels) {
        int[] truth = trueLabels.clone();
        for (int i = 0; i < truth.length; i++) {
            if (truth[i] < 0 || truth[i] >= noise.numClasses()) {
                throw new IllegalArgumentException("true label of example " + i + " is " + truth[i] + ", expected 0 to "
                        + (noise.numClasses() - 1));
            }
        }
        return (example, uniform) -> noise.label(truth[example], uniform);
    }

    /**
     * An annotator who draws from each example's own distribution of labels, such as that of many people's answers.
     *
     * @param labelDist P(label | example), shape (N, K)
     */
    static AnnotatorModel drawingFrom(Probabilities labelDist) {
        return (example, uniform) -> {
            double[] row = new double[labelDist.numClasses()];
            labelDist.copyRows(example, example + 1, row, 0);
            return Draws.fromRow(row, 0, row.length, uniform);
        };
    }
}
