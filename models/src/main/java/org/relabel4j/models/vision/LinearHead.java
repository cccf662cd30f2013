package org.relabel4j.models.vision;

import org.relabel4j.core.numeric.RowMath;
import org.relabel4j.models.weights.NamedTensors;

/** A network's last layer: {@code logits = W x + b}. Immutable. */
final class LinearHead {
    private final int dimension;
    private final float[] weights;
    private final float[] bias;

    /**
     * @param tensors with {@code fc.weight}, shape (numClasses, dimension), and {@code fc.bias}
     */
    LinearHead(NamedTensors tensors) {
        weights = tensors.floats(ResNetWeights.HEAD + ".weight");
        bias = tensors.floats(ResNetWeights.HEAD + ".bias");
        dimension = weights.length / bias.length;
    }

    int numClasses() {
        return bias.length;
    }

    /** Logits of each embedding, shape (size, numClasses). */
    double[] logits(float[] embeddings) {
        int size = embeddings.length / dimension;
        double[] logits = new double[size * bias.length];
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < bias.length; k++) {
                double sum = bias[k];
                for (int d = 0; d < dimension; d++) {
                    sum += (double) weights[k * dimension + d] * embeddings[i * dimension + d];
                }
                logits[i * bias.length + k] = sum;
            }
        }
        return logits;
    }

    /** Softmax of each row of logits. */
    float[] probabilities(double[] logits) {
        float[] probabilities = new float[logits.length];
        double[] row = new double[bias.length];
        for (int from = 0; from < logits.length; from += bias.length) {
            System.arraycopy(logits, from, row, 0, row.length);
            RowMath.softmax(row);
            for (int k = 0; k < bias.length; k++) {
                probabilities[from + k] = (float) row[k];
            }
        }
        return probabilities;
    }
}
