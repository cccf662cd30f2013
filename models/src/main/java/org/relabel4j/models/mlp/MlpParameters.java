package org.relabel4j.models.mlp;

import java.util.random.RandomGenerator;
import org.relabel4j.core.random.Seeds;

/**
 * Weights and biases of a network with one hidden layer: the value that every engine starts from and ends with.
 *
 * <p>{@code hiddenWeights[f][u]} leads from feature f to unit u, {@code outputWeights[k][u]} from unit u to class k: in both
 * the unit is the contiguous index, because every hot loop but one runs over units.
 */
final class MlpParameters {
    final double[][] hiddenWeights;
    final double[] hiddenBias;
    final double[][] outputWeights;
    final double[] outputBias;

    MlpParameters(int numFeatures, int hidden, int numClasses) {
        this(
                new double[numFeatures][hidden],
                new double[hidden],
                new double[numClasses][hidden],
                new double[numClasses]);
    }

    MlpParameters(double[][] hiddenWeights, double[] hiddenBias, double[][] outputWeights, double[] outputBias) {
        this.hiddenWeights = hiddenWeights;
        this.hiddenBias = hiddenBias;
        this.outputWeights = outputWeights;
        this.outputBias = outputBias;
    }

    /**
     * Random parameters as scikit-learn draws them: weights <em>and</em> biases of a layer uniform in ±sqrt(6 / (fan in + fan
     * out)) (Glorot and Bengio 2010, eq. 16), drawn weight by weight from input to output, then the biases.
     */
    static MlpParameters random(int numFeatures, int hidden, int numClasses, long seed) {
        MlpParameters p = new MlpParameters(numFeatures, hidden, numClasses);
        RandomGenerator rng = Seeds.generator(seed, "mlp-weights");
        double hiddenBound = Math.sqrt(6.0 / (numFeatures + hidden));
        for (double[] row : p.hiddenWeights) {
            fillUniform(row, hiddenBound, rng);
        }
        fillUniform(p.hiddenBias, hiddenBound, rng);
        double outputBound = Math.sqrt(6.0 / (hidden + numClasses));
        for (int u = 0; u < hidden; u++) {
            for (double[] row : p.outputWeights) {
                row[u] = uniform(outputBound, rng);
            }
        }
        fillUniform(p.outputBias, outputBound, rng);
        return p;
    }

    int numFeatures() {
        return hiddenWeights.length;
    }

    int hidden() {
        return hiddenBias.length;
    }

    int numClasses() {
        return outputBias.length;
    }

    private static void fillUniform(double[] values, double bound, RandomGenerator rng) {
        for (int n = 0; n < values.length; n++) {
            values[n] = uniform(bound, rng);
        }
    }

    private static double uniform(double bound, RandomGenerator rng) {
        return ((2 * rng.nextDouble() - 1) * bound);
    }
}
