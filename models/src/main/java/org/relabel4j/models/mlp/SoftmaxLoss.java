package org.relabel4j.models.mlp;

import org.relabel4j.models.Softmax;

/** The cross-entropy of one example's softmax, and its derivative by the scores, in double precision. */
final class SoftmaxLoss {
    private SoftmaxLoss() {}

    /**
     * Replaces scores s by the derivative of the cross-entropy by them, {@code softmax(s) - onehot(label)}.
     *
     * @return the cross-entropy, {@code log(sum_k exp(s_k)) - s_label}, in nats
     */
    static double replaceByDerivative(double[] scores, int label) {
        double labelScore = scores[label];
        double logSum = Softmax.replace(scores);
        scores[label] -= 1;
        return logSum - labelScore;
    }
}
