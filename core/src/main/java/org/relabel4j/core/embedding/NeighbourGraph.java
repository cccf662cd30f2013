package org.relabel4j.core.embedding;

import java.util.Arrays;
import org.relabel4j.core.probability.Embeddings;

/**
 * Examples linked to their nearest neighbours by the angle between vectors, over which labels spread. Immutable.
 *
 * <p>A link from n to one of its neighbours m has weight {@code (1 + cos) / 2}; W is the mean of links to and fro, D the sum of
 * its rows, and {@code L = D^-1/2 W D^-1/2}. Above 20,000 examples a few neighbours are missed ({@link NearestNeighbours#near}).
 *
 * <p>Source: Zhou et al. 2003, "Learning with local and global consistency", with the weights of the code of Bernhardt et al. 2022.
 */
public final class NeighbourGraph {
    private static final int MOST_EXACT = 20_000;
    private static final int MOST_ITERATIONS = 500;

    /** Of the length of the residual. */
    private static final double TOLERANCE = 1e-10;

    private final int numExamples;
    /** The links of n are those from {@code starts[n]} to {@code starts[n + 1] - 1}. */
    private final int[] starts;

    private final int[] ends;
    private final double[] weights;

    /**
     * Links all examples.
     *
     * @param neighbours of each example, at least 1
     */
    public NeighbourGraph(Embeddings embeddings, int neighbours) {
        this.numExamples = embeddings.numExamples();
        int[] rows = new int[numExamples];
        Arrays.setAll(rows, n -> n);
        Embeddings directions = directions(embeddings);
        NearestNeighbours nearest = numExamples <= MOST_EXACT
                ? NearestNeighbours.among(directions, rows, neighbours)
                : NearestNeighbours.near(directions, rows, neighbours);
        this.starts = starts(nearest);
        this.ends = new int[starts[numExamples]];
        this.weights = new double[ends.length];
        link(nearest);
        normalise();
    }

    private static Embeddings directions(Embeddings embeddings) {
        int dimension = embeddings.dimension();
        float[] values = new float[Math.multiplyExact(embeddings.numExamples(), dimension)];
        float[] vector = new float[dimension];
        for (int n = 0; n < embeddings.numExamples(); n++) {
            embeddings.copyRow(n, vector, 0);
            double squares = 0;
            for (float value : vector) {
                squares += (double) value * value;
            }
            for (int d = 0; d < dimension && squares > 0; d++) {
                values[n * dimension + d] = (float) (vector[d] / Math.sqrt(squares));
            }
        }
        return Embeddings.ofRowMajor(embeddings.numExamples(), dimension, values);
    }

    private int[] starts(NearestNeighbours nearest) {
        int[] counts = new int[numExamples + 1];
        for (int n = 0; n < numExamples; n++) {
            for (int rank = 0; rank < nearest.k(); rank++) {
                counts[n + 1]++;
                counts[nearest.neighbour(n, rank) + 1]++;
            }
        }
        for (int n = 0; n < numExamples; n++) {
            counts[n + 1] += counts[n];
        }
        return counts;
    }

    private void link(NearestNeighbours nearest) {
        int[] next = Arrays.copyOf(starts, numExamples);
        for (int n = 0; n < numExamples; n++) {
            for (int rank = 0; rank < nearest.k(); rank++) {
                int m = nearest.neighbour(n, rank);
                // Of unit vectors the squared distance is 2 - 2 cos; half of the link goes either way.
                double half = (1 - nearest.squaredDistance(n, rank) / 4) / 2;
                ends[next[n]] = m;
                weights[next[n]++] = half;
                ends[next[m]] = n;
                weights[next[m]++] = half;
            }
        }
    }

    private void normalise() {
        double[] factors = new double[numExamples];
        for (int n = 0; n < numExamples; n++) {
            double sum = 0;
            for (int link = starts[n]; link < starts[n + 1]; link++) {
                sum += weights[link];
            }
            factors[n] = sum > 0 ? 1 / Math.sqrt(sum) : 0;
        }
        for (int n = 0; n < numExamples; n++) {
            for (int link = starts[n]; link < starts[n + 1]; link++) {
                weights[link] *= factors[n] * factors[ends[link]];
            }
        }
    }

    /**
     * What spreads from some examples to all: z with {@code (I - alpha L) z = source}, by conjugate gradients (Hestenes and Stiefel
     * 1952).
     *
     * @param source length N
     * @param alpha how far it spreads, 0 to below 1
     * @return length N
     */
    public double[] spread(double[] source, double alpha) {
        double[] z = new double[numExamples];
        double[] residual = source.clone();
        double[] direction = source.clone();
        double[] image = new double[numExamples];
        double squared = dot(residual, residual);
        double enough = squared * TOLERANCE * TOLERANCE;
        for (int iteration = 0; iteration < MOST_ITERATIONS && squared > enough; iteration++) {
            apply(direction, alpha, image);
            double step = squared / dot(direction, image);
            for (int n = 0; n < numExamples; n++) {
                z[n] += step * direction[n];
                residual[n] -= step * image[n];
            }
            double before = squared;
            squared = dot(residual, residual);
            for (int n = 0; n < numExamples; n++) {
                direction[n] = residual[n] + squared / before * direction[n];
            }
        }
        return z;
    }

    private void apply(double[] vector, double alpha, double[] image) {
        for (int n = 0; n < numExamples; n++) {
            double sum = 0;
            for (int link = starts[n]; link < starts[n + 1]; link++) {
                sum += weights[link] * vector[ends[link]];
            }
            image[n] = vector[n] - alpha * sum;
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int n = 0; n < a.length; n++) {
            sum += a[n] * b[n];
        }
        return sum;
    }
}
