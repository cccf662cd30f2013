package org.relabel4j.models.mlp;

import java.util.Arrays;
import org.relabel4j.core.numeric.RowMath;

/** The cross-entropy of a softmax of scores, and its derivative by the scores, in double precision. */
final class SoftmaxLoss {
    private SoftmaxLoss() {}

    /**
     * Replaces scores s by the derivative of the cross-entropy by them, {@code softmax(s) - onehot(label)}.
     *
     * @return the cross-entropy, {@code log(sum_k exp(s_k)) - s_label}, in nats
     */
    static double replaceByDerivative(double[] scores, int label) {
        double labelScore = scores[label];
        double logSum = RowMath.softmax(scores);
        scores[label] -= 1;
        return logSum - labelScore;
    }

    /**
     * Replaces a batch's scores s by the derivative of its mean cross-entropy by them, {@code (softmax(s) - onehot(label)) /
     * size}.
     *
     * @param scores by class, then example
     * @param numClasses classes that count
     * @param size examples that count
     * @param labels class of each example
     * @param scratch two rows of room for an example each
     * @return the mean over the examples of {@code log(sum_k exp(s_k)) - s_label}, in nats
     */
    static double replaceByDerivative(double[][] scores, int numClasses, int size, int[] labels, double[][] scratch) {
        double[] max = scratch[0];
        double[] sum = scratch[1];
        System.arraycopy(scores[0], 0, max, 0, size);
        for (int k = 1; k < numClasses; k++) {
            DoubleRows.max(max, size, scores[k]);
        }
        double loss = 0;
        for (int b = 0; b < size; b++) {
            loss += max[b] - scores[labels[b]][b];
        }
        Arrays.fill(sum, 0, size, 0);
        for (int k = 0; k < numClasses; k++) {
            exponentials(scores[k], size, max, sum);
        }
        loss += sumOfLogs(sum, size, numClasses);
        DoubleRows.reciprocal(sum, size, size);
        for (int k = 0; k < numClasses; k++) {
            DoubleRows.multiply(scores[k], size, sum);
        }
        double share = 1.0 / size;
        for (int b = 0; b < size; b++) {
            scores[labels[b]][b] -= share;
        }
        return loss / size;
    }

    private static void exponentials(double[] scores, int size, double[] max, double[] sum) {
        for (int b = 0; b < size; b++) {
            scores[b] = Math.exp(scores[b] - max[b]);
            sum[b] += scores[b];
        }
    }

    /** Sum of the logarithms of numbers between 1 and the number of classes: one logarithm for as many as a product can hold. */
    private static double sumOfLogs(double[] values, int size, int numClasses) {
        double room = Double.MAX_VALUE / numClasses;
        double sum = 0;
        double product = 1;
        for (int b = 0; b < size; b++) {
            if (product > room) {
                sum += Math.log(product);
                product = 1;
            }
            product *= values[b];
        }
        return sum + Math.log(product);
    }
}
