package org.relabel4j.models.mlp;

/** The softmax of one example's scores, its cross-entropy, and the derivative by the scores, in double precision. */
final class SoftmaxLoss {
    private SoftmaxLoss() {}

    /** Replaces scores by probabilities. */
    static void softmax(double[] scores) {
        double max = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            max = Math.max(max, score);
        }
        double sum = 0;
        for (int k = 0; k < scores.length; k++) {
            scores[k] = Math.exp(scores[k] - max);
            sum += scores[k];
        }
        for (int k = 0; k < scores.length; k++) {
            scores[k] /= sum;
        }
    }

    /**
     * Replaces scores s by the derivative of the cross-entropy by them, {@code softmax(s) - onehot(label)}.
     *
     * @return the cross-entropy, {@code log(sum_k exp(s_k)) - s_label}, in nats
     */
    static double replaceByDerivative(double[] scores, int label) {
        double max = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            max = Math.max(max, score);
        }
        double labelScore = scores[label];
        double sum = 0;
        for (int k = 0; k < scores.length; k++) {
            scores[k] = Math.exp(scores[k] - max);
            sum += scores[k];
        }
        for (int k = 0; k < scores.length; k++) {
            scores[k] /= sum;
        }
        scores[label] -= 1;
        return Math.log(sum) + max - labelScore;
    }
}
