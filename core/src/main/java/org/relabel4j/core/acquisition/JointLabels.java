package org.relabel4j.core.acquisition;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.relabel4j.core.numeric.RowMath;

/**
 * What the labels of some examples could be together, and what each possibility would say about which of L models is right: all
 * configurations with their probabilities or, once these are too many, a sample of them. Changes as examples are added; used by
 * one thread, but asked by several.
 *
 * <p>Source: Kirsch, van Amersfoort and Gal 2019, arXiv:1906.08158, equations (8) to (12), in terms of posteriors:
 * {@code H(y_1..n+1) - H(y_1..n)} is the mean over configurations of the entropy of label n + 1 given them. The sample has equally
 * many configurations of each model.
 */
final class JointLabels {
    private final int numModels;
    private final int mostConfigurations;
    /** Of each configuration. */
    private double[] weights = {1};
    /** Of each configuration, the probability of each model given it. */
    private double[][] posteriors;

    private boolean sampled;

    /**
     * No example yet.
     *
     * @param mostConfigurations beyond this many they are sampled
     */
    JointLabels(int numModels, int mostConfigurations) {
        this.numModels = numModels;
        this.mostConfigurations = mostConfigurations;
        this.posteriors = new double[1][numModels];
        Arrays.fill(posteriors[0], 1.0 / numModels);
    }

    boolean isSampled() {
        return sampled;
    }

    /**
     * How much the label of another example would add to what the labels say about the models, in nats.
     *
     * @param models for each model its probabilities for the example
     */
    double gain(double[][] models) {
        int numClasses = models[0].length;
        double[] predicted = new double[numClasses];
        double joint = 0;
        for (int c = 0; c < weights.length; c++) {
            predict(posteriors[c], models, predicted);
            joint -= weights[c] * RowMath.negativeEntropy(predicted);
        }
        double within = 0;
        for (double[] row : models) {
            within -= RowMath.negativeEntropy(row) / numModels;
        }
        return joint - within;
    }

    private static void predict(double[] posterior, double[][] models, double[] predicted) {
        Arrays.fill(predicted, 0);
        for (int l = 0; l < models.length; l++) {
            for (int k = 0; k < predicted.length; k++) {
                predicted[k] += posterior[l] * models[l][k];
            }
        }
    }

    /**
     * Adds an example.
     *
     * @param models for each model its probabilities for the example
     * @param rng draws the sample
     */
    void add(double[][] models, RandomGenerator rng) {
        int numClasses = models[0].length;
        if (!sampled && (long) weights.length * numClasses > mostConfigurations) {
            sample(rng);
        }
        int perConfiguration = sampled ? 1 : numClasses;
        double[] newWeights = new double[weights.length * perConfiguration];
        double[][] newPosteriors = new double[newWeights.length][];
        for (int n = 0; n < newWeights.length; n++) {
            int c = n / perConfiguration;
            int label = sampled ? draw(models[n % numModels], rng) : n % numClasses;
            double[] posterior = new double[numModels];
            double sum = 0;
            for (int l = 0; l < numModels; l++) {
                posterior[l] = posteriors[c][l] * models[l][label];
                sum += posterior[l];
            }
            for (int l = 0; l < numModels && sum > 0; l++) {
                posterior[l] /= sum;
            }
            newWeights[n] = sampled ? weights[c] : weights[c] * sum;
            newPosteriors[n] = posterior;
        }
        weights = newWeights;
        posteriors = newPosteriors;
    }

    /** Draws configurations: the n-th as model n modulo L says. */
    private void sample(RandomGenerator rng) {
        double[][] cumulative = new double[numModels][weights.length];
        for (int l = 0; l < numModels; l++) {
            double sum = 0;
            for (int c = 0; c < weights.length; c++) {
                // Given the model, a configuration is as probable as it is with the model, over 1 / L.
                sum += weights[c] * posteriors[c][l];
                cumulative[l][c] = sum;
            }
        }
        int count = (mostConfigurations + numModels - 1) / numModels * numModels;
        double[][] drawn = new double[count][];
        for (int n = 0; n < count; n++) {
            drawn[n] = posteriors[place(cumulative[n % numModels], rng)];
        }
        weights = new double[count];
        Arrays.fill(weights, 1.0 / count);
        posteriors = drawn;
        sampled = true;
    }

    private static int place(double[] cumulative, RandomGenerator rng) {
        double wanted = rng.nextDouble() * cumulative[cumulative.length - 1];
        int place = Arrays.binarySearch(cumulative, wanted);
        // Not at a step but above it, where the next one that is possible begins.
        int next = place < 0 ? -place - 1 : place + 1;
        while (next < cumulative.length - 1 && cumulative[next] <= wanted) {
            next++;
        }
        return Math.min(next, cumulative.length - 1);
    }

    private static int draw(double[] probabilities, RandomGenerator rng) {
        double left = rng.nextDouble();
        int last = 0;
        for (int k = 0; k < probabilities.length; k++) {
            if (probabilities[k] > 0) {
                last = k;
                left -= probabilities[k];
                if (left < 0) {
                    return k;
                }
            }
        }
        return last;
    }
}
