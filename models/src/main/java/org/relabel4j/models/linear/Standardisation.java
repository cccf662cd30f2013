package org.relabel4j.models.linear;

import org.relabel4j.core.training.Examples;

/** Gives each feature mean 0 and standard deviation 1 on a training set; a feature that does not vary becomes 0. */
record Standardisation(float[] mean, float[] factor) {
    private static final double CONSTANT = 1e-12;

    static Standardisation of(Examples examples, int[] rows) {
        int length = examples.length();
        double[] sum = new double[length];
        double[] squares = new double[length];
        float[] x = new float[length];
        for (int row : rows) {
            examples.copyTo(row, x, 0);
            for (int d = 0; d < length; d++) {
                sum[d] += x[d];
            }
        }
        for (int row : rows) {
            examples.copyTo(row, x, 0);
            for (int d = 0; d < length; d++) {
                double difference = x[d] - sum[d] / rows.length;
                squares[d] += difference * difference;
            }
        }
        float[] mean = new float[length];
        float[] factor = new float[length];
        for (int d = 0; d < length; d++) {
            mean[d] = (float) (sum[d] / rows.length);
            double variance = squares[d] / rows.length;
            factor[d] = variance <= CONSTANT * (1 + mean[d] * mean[d]) ? 0 : (float) (1 / Math.sqrt(variance));
        }
        return new Standardisation(mean, factor);
    }

    /** Standardised features of some examples, shape (rows.length, length of an example). */
    float[][] apply(Examples examples, int[] rows) {
        int length = mean.length;
        float[][] values = new float[rows.length][length];
        for (int n = 0; n < rows.length; n++) {
            float[] x = values[n];
            examples.copyTo(rows[n], x, 0);
            for (int d = 0; d < length; d++) {
                x[d] = (x[d] - mean[d]) * factor[d];
            }
        }
        return values;
    }
}
