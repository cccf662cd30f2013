package org.relabel4j.core.training;

import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.probability.Probabilities;

/**
 * The simplest trainer that learns something: a class is the mean of its examples, and nearer means likelier. Embeddings are
 * the features. For tests of whole loops.
 */
public final class CentroidTrainer implements Trainer {
    @Override
    public String name() {
        return "centroid";
    }

    @Override
    public boolean hasEmbeddings() {
        return true;
    }

    @Override
    public Classifier train(Examples examples, int[] rows, int[] labels, int numClasses, long seed) {
        float[][] centroids = new float[numClasses][examples.length()];
        int[] counts = new int[numClasses];
        float[] features = new float[examples.length()];
        for (int n = 0; n < rows.length; n++) {
            examples.copyTo(rows[n], features, 0);
            int count = ++counts[labels[n]];
            for (int d = 0; d < features.length; d++) {
                centroids[labels[n]][d] += (features[d] - centroids[labels[n]][d]) / count;
            }
        }
        return new CentroidClassifier(centroids, counts);
    }

    private record CentroidClassifier(float[][] centroids, int[] counts) implements Classifier {
        @Override
        public Probabilities predict(Examples examples, int[] rows) {
            double[][] result = new double[rows.length][centroids.length];
            float[] features = new float[examples.length()];
            for (int n = 0; n < rows.length; n++) {
                examples.copyTo(rows[n], features, 0);
                double sum = 0;
                for (int k = 0; k < centroids.length; k++) {
                    double squared = 0;
                    for (int d = 0; d < features.length; d++) {
                        squared += Math.pow(features[d] - centroids[k][d], 2);
                    }
                    // The floor keeps a row far from all centroids a distribution.
                    result[n][k] = counts[k] == 0 ? 0 : Math.exp(-squared / 2) + 1e-9;
                    sum += result[n][k];
                }
                for (int k = 0; k < centroids.length; k++) {
                    result[n][k] /= sum;
                }
            }
            double[] values = new double[rows.length * centroids.length];
            for (int n = 0; n < rows.length; n++) {
                System.arraycopy(result[n], 0, values, n * centroids.length, centroids.length);
            }
            return DenseProbabilities.ofRowMajor(rows.length, centroids.length, values);
        }

        @Override
        public Embeddings embed(Examples examples, int[] rows) {
            float[] values = new float[rows.length * examples.length()];
            for (int n = 0; n < rows.length; n++) {
                examples.copyTo(rows[n], values, n * examples.length());
            }
            return Embeddings.ofRowMajor(rows.length, examples.length(), values);
        }
    }
}
