package org.relabel4j.core.acquisition;

import org.relabel4j.core.numeric.Lbfgs;
import org.relabel4j.core.parallel.Blocks;
import org.relabel4j.core.probability.Embeddings;

/**
 * Tells unlabelled examples from labelled ones: logistic regression on embeddings, standardised by some examples. The sum of the
 * losses, in nats, plus half the squared length of the weights is least, as in scikit-learn's {@code LogisticRegression}.
 */
final class Discriminator {
    private static final int ROWS_A_BLOCK = 1024;

    /** Largest component of the mean loss's gradient to stop at. */
    private static final double TOLERANCE = 1e-7;

    private final Embeddings embeddings;
    private final double[] means;
    private final double[] factors;
    /** A weight for each component, then the bias. */
    private double[] weights;

    /**
     * Standardises; knows nothing yet.
     *
     * @param rows the examples to standardise by, at least one
     */
    Discriminator(Embeddings embeddings, int[] rows) {
        int dimension = embeddings.dimension();
        this.embeddings = embeddings;
        this.means = new double[dimension];
        this.factors = new double[dimension];
        this.weights = new double[dimension + 1];
        for (int d = 0; d < dimension; d++) {
            double squares = 0;
            for (int row : rows) {
                means[d] += (double) embeddings.get(row, d) / rows.length;
            }
            for (int row : rows) {
                double deviation = embeddings.get(row, d) - means[d];
                squares += deviation * deviation / rows.length;
            }
            factors[d] = squares > 0 ? 1 / Math.sqrt(squares) : 0;
        }
    }

    /** Learns to tell some examples from others, starting from what it knew. */
    void learn(int[] labelled, int[] unlabelled) {
        int[] rows = Candidates.concat(labelled, unlabelled);
        weights =
                Lbfgs.minimise((point, gradient) -> value(rows, labelled.length, point, gradient), weights, TOLERANCE);
    }

    private double value(int[] rows, int numLabelled, double[] point, double[] gradient) {
        int dimension = means.length;
        double[][] sums = new double[(rows.length + ROWS_A_BLOCK - 1) / ROWS_A_BLOCK][dimension + 2];
        Blocks.forEachOf(rows.length, ROWS_A_BLOCK, () -> new double[dimension], (block, from, to, vector) -> {
            double[] sum = sums[block];
            for (int n = from; n < to; n++) {
                double sign = n < numLabelled ? -1 : 1;
                double margin = sign * logit(rows[n], point, vector);
                // ln(1 + e^-m) without overflow, and its derivative.
                sum[dimension + 1] += Math.max(0, -margin) + Math.log1p(Math.exp(-Math.abs(margin)));
                double slope = -sign / (1 + Math.exp(margin));
                for (int d = 0; d < dimension; d++) {
                    sum[d] += slope * vector[d];
                }
                sum[dimension] += slope;
            }
        });
        double value = 0;
        for (int d = 0; d <= dimension; d++) {
            double penalised = d < dimension ? point[d] : 0;
            value += penalised * penalised / 2;
            gradient[d] = penalised;
            for (double[] sum : sums) {
                gradient[d] += sum[d];
            }
            gradient[d] /= rows.length;
        }
        for (double[] sum : sums) {
            value += sum[dimension + 1];
        }
        return value / rows.length;
    }

    /** ln(P(unlabelled) / P(labelled)) of each example. */
    double[] logits(int[] examples) {
        double[] logits = new double[examples.length];
        Blocks.forEachOf(examples.length, ROWS_A_BLOCK, () -> new double[means.length], (block, from, to, vector) -> {
            for (int n = from; n < to; n++) {
                logits[n] = logit(examples[n], weights, vector);
            }
        });
        return logits;
    }

    private double logit(int row, double[] point, double[] vector) {
        double sum = point[vector.length];
        for (int d = 0; d < vector.length; d++) {
            vector[d] = (embeddings.get(row, d) - means[d]) * factors[d];
            sum += point[d] * vector[d];
        }
        return sum;
    }
}
