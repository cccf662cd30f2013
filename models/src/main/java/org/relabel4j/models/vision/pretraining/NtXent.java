package org.relabel4j.models.vision.pretraining;

import java.util.Arrays;

/**
 * The normalised temperature-scaled cross-entropy of Chen et al. 2020 (arXiv:2002.05709), equation 1 and algorithm 1: each view
 * is to find the other view of its image among all others of the batch, by cosine.
 *
 * <p>With u = z / |z|, s_ij = u_i u_j / t and i' the other view of i, the loss of view i is
 * {@code -s_ii' + ln sum_{j != i} exp s_ij}; a batch's is the mean over its views.
 */
final class NtXent {
    /** Shorter vectors are divided by this: PyTorch's epsilon of the cosine. */
    private static final double SHORTEST = 1e-8;

    private final int dimension;
    private final int views;
    private final double temperature;
    private final double[] lengths;
    private final double[] units;

    /** P_ij, the share of view j in the softmax of view i; 0 on the diagonal. Shape (views, views). */
    private final double[] shares;

    private final double loss;

    /**
     * Compares the views of a batch.
     *
     * @param z projections, shape (views, dimension), row-major; rows 2n and 2n + 1 are the views of image n
     * @param temperature t, positive
     * @throws IllegalArgumentException if the number of views is odd
     */
    NtXent(double[] z, int dimension, double temperature) {
        this.dimension = dimension;
        this.temperature = temperature;
        views = z.length / dimension;
        if (views % 2 != 0) {
            throw new IllegalArgumentException("there are " + views + " views, expected two of each image");
        }
        lengths = new double[views];
        units = new double[z.length];
        for (int i = 0; i < views; i++) {
            double square = 0;
            for (int d = 0; d < dimension; d++) {
                square += z[i * dimension + d] * z[i * dimension + d];
            }
            lengths[i] = Math.max(SHORTEST, Math.sqrt(square));
            for (int d = 0; d < dimension; d++) {
                units[i * dimension + d] = z[i * dimension + d] / lengths[i];
            }
        }
        shares = new double[views * views];
        double sum = 0;
        for (int i = 0; i < views; i++) {
            sum += fillShares(i);
        }
        loss = views == 0 ? 0 : sum / views;
    }

    /** Fills row i of the shares; returns the loss of view i. */
    private double fillShares(int i) {
        int row = i * views;
        double sum = 0;
        for (int j = 0; j < views; j++) {
            if (j != i) {
                // No cosine is above 1, so the largest exponent is 0.
                shares[row + j] = Math.exp((cosine(i, j) - 1) / temperature);
                sum += shares[row + j];
            }
        }
        for (int j = 0; j < views; j++) {
            shares[row + j] /= sum;
        }
        return Math.log(sum) - (cosine(i, i ^ 1) - 1) / temperature;
    }

    private double cosine(int i, int j) {
        double cosine = 0;
        for (int d = 0; d < dimension; d++) {
            cosine += units[i * dimension + d] * units[j * dimension + d];
        }
        return cosine;
    }

    /** Mean loss of the views, nats. */
    double loss() {
        return loss;
    }

    /**
     * Slope of the mean loss by each projection, shape (views, dimension).
     *
     * <p>By s_ij it is (P_ij - [j = i']) / views; by u_i the sum over j of u_j / t times the slopes by s_ij and s_ji; and by z_i
     * the part of that which is at right angles to u_i, divided by |z_i|.
     */
    double[] gradient() {
        double[] gradient = new double[units.length];
        double[] byUnit = new double[dimension];
        for (int i = 0; i < views; i++) {
            Arrays.fill(byUnit, 0);
            for (int j = 0; j < views; j++) {
                double slope = shares[i * views + j] + shares[j * views + i] - (j == (i ^ 1) ? 2 : 0);
                double factor = slope / (views * temperature);
                for (int d = 0; d < dimension; d++) {
                    byUnit[d] += factor * units[j * dimension + d];
                }
            }
            double along = 0;
            for (int d = 0; d < dimension; d++) {
                along += byUnit[d] * units[i * dimension + d];
            }
            for (int d = 0; d < dimension; d++) {
                gradient[i * dimension + d] = (byUnit[d] - along * units[i * dimension + d]) / lengths[i];
            }
        }
        return gradient;
    }
}
