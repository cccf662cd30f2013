package org.relabel4j.models;

/** The softmax of one example's scores, in double precision. Internal. */
public final class Softmax {
    private Softmax() {}

    /**
     * Replaces scores by probabilities.
     *
     * @param scores one a class
     * @return the logarithm of the sum of the scores' exponentials
     */
    public static double replace(double[] scores) {
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
        return Math.log(sum) + max;
    }
}
