package org.relabel4j.examples;

import java.util.Arrays;
import org.relabel4j.core.numeric.RowMath;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.Trainer;

/** Classifies by the distance to the mean of each class: p_k is proportional to exp(-|x - m_k|²); 0 for an absent class. */
public final class NearestMean implements Trainer {
    @Override
    public String name() {
        return "nearest-mean";
    }

    @Override
    public boolean usesSeed() {
        return false;
    }

    @Override
    public Classifier train(Examples examples, int[] rows, int[] labels, int numClasses, long seed) {
        double[][] means = new double[numClasses][examples.length()];
        int[] counts = new int[numClasses];
        float[] x = new float[examples.length()];
        for (int n = 0; n < rows.length; n++) {
            double[] mean = means[labels[n]];
            counts[labels[n]]++;
            examples.copyTo(rows[n], x, 0);
            for (int f = 0; f < x.length; f++) {
                mean[f] += (x[f] - mean[f]) / counts[labels[n]];
            }
        }
        return (others, wanted) -> predict(means, counts, others, wanted);
    }

    private static Probabilities predict(double[][] means, int[] counts, Examples examples, int[] rows) {
        double[][] probabilities = new double[rows.length][means.length];
        float[] x = new float[examples.length()];
        for (int n = 0; n < rows.length; n++) {
            examples.copyTo(rows[n], x, 0);
            Arrays.fill(probabilities[n], Double.NEGATIVE_INFINITY);
            for (int k = 0; k < means.length; k++) {
                if (counts[k] > 0) {
                    probabilities[n][k] = -squaredDistance(x, means[k]);
                }
            }
            RowMath.softmax(probabilities[n]);
        }
        return DenseProbabilities.of(probabilities);
    }

    private static double squaredDistance(float[] x, double[] mean) {
        double sum = 0;
        for (int f = 0; f < x.length; f++) {
            sum += (x[f] - mean[f]) * (x[f] - mean[f]);
        }
        return sum;
    }
}
