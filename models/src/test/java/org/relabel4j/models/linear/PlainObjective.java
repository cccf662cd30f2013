package org.relabel4j.models.linear;

import java.util.Arrays;
import org.relabel4j.core.numeric.RowMath;
import org.relabel4j.core.parallel.Blocks;

/**
 * {@link SoftmaxObjective} as the formula reads, one example after another: what the fast one must equal bit by bit. Sums
 * are taken by blocks of examples and added up in order: the same bits on any number of threads.
 *
 * @param x shape (labels.length, dimension), row-major
 */
record PlainObjective(float[] x, int[] labels, int dimension, int numClasses, double l2) {
    private static final int EXAMPLES_A_BLOCK = 256;

    /** Number of weights and biases. */
    int size() {
        return numClasses * (dimension + 1);
    }

    /** Sums of one block. */
    private record Part(double loss, float[] gradient) {}

    /** The value; the gradient goes to {@code gradient}. */
    double value(double[] parameters, double[] gradient) {
        float[] w = new float[parameters.length];
        for (int n = 0; n < w.length; n++) {
            w[n] = (float) parameters[n];
        }
        Part[] parts = new Part[(labels.length + EXAMPLES_A_BLOCK - 1) / EXAMPLES_A_BLOCK];
        Blocks.forEachOf(
                labels.length,
                EXAMPLES_A_BLOCK,
                () -> new double[numClasses],
                (block, from, to, scores) -> parts[block] = part(w, from, to, scores));
        Arrays.fill(gradient, 0);
        double loss = 0;
        for (Part part : parts) {
            loss += part.loss();
            for (int n = 0; n < gradient.length; n++) {
                gradient[n] += part.gradient()[n];
            }
        }
        double squares = 0;
        int weights = numClasses * dimension;
        for (int n = 0; n < gradient.length; n++) {
            gradient[n] /= labels.length;
            if (n < weights) {
                gradient[n] += l2 / labels.length * parameters[n];
                squares += parameters[n] * parameters[n];
            }
        }
        return loss / labels.length + l2 / (2 * labels.length) * squares;
    }

    private Part part(float[] w, int from, int to, double[] scores) {
        float[] gradient = new float[w.length];
        double loss = 0;
        for (int n = from; n < to; n++) {
            scores(w, x, n * dimension, dimension, scores);
            double label = scores[labels[n]];
            loss += RowMath.softmax(scores) - label;
            scores[labels[n]] -= 1;
            for (int k = 0; k < numClasses; k++) {
                addScaled(gradient, k * dimension, (float) scores[k], x, n * dimension, dimension);
                gradient[numClasses * dimension + k] += (float) scores[k];
            }
        }
        return new Part(loss, gradient);
    }

    /** Weights times an example plus bias, for each class. */
    static void scores(float[] w, float[] x, int offset, int dimension, double[] scores) {
        for (int k = 0; k < scores.length; k++) {
            scores[k] = w[scores.length * dimension + k] + dot(w, k * dimension, x, offset, dimension);
        }
    }

    /** Four chains, so that one addition need not wait for another. */
    private static double dot(float[] a, int fromA, float[] b, int fromB, int length) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int d = 0;
        for (; d + 3 < length; d += 4) {
            s0 += a[fromA + d] * b[fromB + d];
            s1 += a[fromA + d + 1] * b[fromB + d + 1];
            s2 += a[fromA + d + 2] * b[fromB + d + 2];
            s3 += a[fromA + d + 3] * b[fromB + d + 3];
        }
        for (; d < length; d++) {
            s0 += a[fromA + d] * b[fromB + d];
        }
        return (double) (s0 + s1) + (s2 + s3);
    }

    private static void addScaled(float[] sum, int fromSum, float factor, float[] b, int fromB, int length) {
        for (int d = 0; d < length; d++) {
            sum[fromSum + d] += factor * b[fromB + d];
        }
    }
}
