package org.relabel4j.benchmarks.experiment;

import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.simulation.InstanceNoise;
import org.relabel4j.core.training.Examples;
import org.relabel4j.datasets.Dataset;

/** Which classes the nearest neighbours of each example are of: how hard it is, and for what it is taken. */
public final class NeighbourReference {
    private NeighbourReference() {}

    /**
     * The neighbours' classes in the pool of a data set, near by standardised features.
     *
     * @param neighbours how many to ask, at least 1
     * @return shape (pool, classes)
     */
    public static Probabilities of(Dataset data, int neighbours) {
        return InstanceNoise.neighbourReference(
                standardised(data.pool()), data.poolLabels(), data.classNames().size(), neighbours);
    }

    /** The features, each with mean 0 and deviation 1, so that distances do not depend on units. */
    static Embeddings standardised(Examples pool) {
        int n = pool.size();
        int length = pool.length();
        float[] values = new float[Math.multiplyExact(n, length)];
        for (int i = 0; i < n; i++) {
            pool.copyTo(i, values, i * length);
        }
        for (int f = 0; f < length; f++) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += values[i * length + f];
            }
            double mean = sum / n;
            // In a second pass: the mean of the squares less the square of the mean is rounding alone far from 0.
            double squares = 0;
            for (int i = 0; i < n; i++) {
                double difference = values[i * length + f] - mean;
                squares += difference * difference;
            }
            double deviation = Math.sqrt(squares / n);
            for (int i = 0; i < n; i++) {
                int place = i * length + f;
                values[place] = deviation > 0 ? (float) ((values[place] - mean) / deviation) : 0;
            }
        }
        return Embeddings.ofRowMajor(n, length, values);
    }
}
