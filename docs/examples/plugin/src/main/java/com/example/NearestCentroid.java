package com.example;

import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.models.FeatureChecks;

/**
 * The class with the nearest mean: {@code p_k ~ exp(-|x - m_k|^2 / 2 v)}, v the mean squared distance of the training examples
 * from their class's mean. A class without a training example has probability 0.
 */
public final class NearestCentroid implements Trainer {
    @Override
    public String name() {
        return "nearest-centroid";
    }

    @Override
    public boolean usesSeed() {
        return false;
    }

    @Override
    public Classifier train(Examples examples, int[] rows, int[] labels, int numClasses, long seed) {
        FeatureChecks.trainingSet(name(), examples, rows, labels, numClasses);
        double[][] means = new double[numClasses][examples.length()];
        int[] sizes = new int[numClasses];
        float[] x = new float[examples.length()];
        for (int n = 0; n < rows.length; n++) {
            examples.copyTo(rows[n], x, 0);
            sizes[labels[n]]++;
            for (int f = 0; f < x.length; f++) {
                means[labels[n]][f] += x[f];
            }
        }
        for (int k = 0; k < numClasses; k++) {
            for (int f = 0; f < x.length; f++) {
                means[k][f] /= sizes[k]; // NaN without examples: no distance is less than that
            }
        }
        double squares = 0;
        for (int n = 0; n < rows.length; n++) {
            examples.copyTo(rows[n], x, 0);
            squares += squaredDistance(x, means[labels[n]]);
        }
        return new Centroids(means, squares > 0 ? squares / rows.length : 1);
    }

    private static double squaredDistance(float[] x, double[] mean) {
        double sum = 0;
        for (int f = 0; f < x.length; f++) {
            sum += (x[f] - mean[f]) * (x[f] - mean[f]);
        }
        return sum;
    }

    private record Centroids(double[][] means, double variance) implements Classifier {
        @Override
        public Probabilities predict(Examples examples, int[] rows) {
            FeatureChecks.sameLength("nearest-centroid", means[0].length, examples);
            int numClasses = means.length;
            double[] p = new double[rows.length * numClasses];
            float[] x = new float[examples.length()];
            for (int n = 0; n < rows.length; n++) {
                examples.copyTo(rows[n], x, 0);
                double[] distances = new double[numClasses];
                double least = Double.POSITIVE_INFINITY;
                for (int k = 0; k < numClasses; k++) {
                    distances[k] = squaredDistance(x, means[k]);
                    least = distances[k] < least ? distances[k] : least;
                }
                double sum = 0;
                for (int k = 0; k < numClasses; k++) {
                    double weight = Double.isNaN(distances[k]) ? 0 : Math.exp((least - distances[k]) / (2 * variance));
                    p[n * numClasses + k] = weight;
                    sum += weight;
                }
                for (int k = 0; k < numClasses; k++) {
                    p[n * numClasses + k] /= sum;
                }
            }
            return DenseProbabilities.ofRowMajor(rows.length, numClasses, p);
        }
    }
}
