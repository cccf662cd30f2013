package org.relabel4j.core.simulation;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.random.Shuffles;

/**
 * The annotations that an experiment starts with: a few an example, mostly one, each from another of the first annotators.
 *
 * @param countWeights {@code countWeights[n]} = how often an example gets n + 1 labels, relative to the others; at least one
 *     entry, not negative, not all 0
 * @param numAnnotators annotators to spread the labels over: annotators 0 to numAnnotators − 1
 */
public record InitialLabels(double[] countWeights, int numAnnotators) {
    /**
     * @throws IllegalArgumentException if a weight is negative, all are 0, or more labels per example than annotators are wanted
     */
    public InitialLabels {
        countWeights = countWeights.clone();
        double sum = 0;
        for (double weight : countWeights) {
            if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("weight of a label count is " + weight + ", expected at least 0");
            }
            sum += weight;
        }
        if (!(sum > 0)) {
            throw new IllegalArgumentException("weights of the label counts sum to 0, expected a positive one");
        }
        if (countWeights.length > numAnnotators) {
            throw new IllegalArgumentException("up to " + countWeights.length
                    + " initial labels an example need as many" + " annotators, found " + numAnnotators);
        }
    }

    @Override
    public double[] countWeights() {
        return countWeights.clone();
    }

    /**
     * Asks for the initial labels.
     *
     * @param annotators who answers; at least numAnnotators of them
     * @param examples examples to label, distinct
     * @param numExamples examples in the pool, labelled or not
     * @param numClasses classes K
     * @param seed decides how many labels an example gets and from whom
     * @return annotations of the pool by numAnnotators annotators
     * @throws IllegalArgumentException if there are fewer annotators, or an example is out of range or repeated
     */
    public Annotations assign(
            SimulatedAnnotators annotators, int[] examples, int numExamples, int numClasses, long seed) {
        double[] probabilities = normalised();
        AnnotationsBuilder builder = Annotations.builder(numExamples, numAnnotators, numClasses);
        for (int example : examples) {
            RandomGenerator rng = Seeds.generator(seed, "initial labels", example);
            int count = 1 + Draws.fromRow(probabilities, 0, probabilities.length, rng.nextDouble());
            int[] chosen = Shuffles.permutation(numAnnotators, rng);
            for (int n = 0; n < count; n++) {
                builder.add(example, chosen[n], annotators.label(chosen[n], example));
            }
        }
        return builder.build();
    }

    private double[] normalised() {
        double sum = Arrays.stream(countWeights).sum();
        return Arrays.stream(countWeights).map(weight -> weight / sum).toArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InitialLabels that
                && numAnnotators == that.numAnnotators
                && Arrays.equals(countWeights, that.countWeights);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(countWeights) + numAnnotators;
    }
}
