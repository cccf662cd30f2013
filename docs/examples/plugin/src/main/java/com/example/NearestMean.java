package com.example;

import org.relabel4j.core.numeric.RowMath;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.models.FeatureChecks;

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
        FeatureChecks.trainingSet(name(), examples, rows, labels, numClasses);
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

    private Probabilities predict(double[][] means, int[] counts, Examples examples, int[] rows) {
        FeatureChecks.sameLength(name(), means[0].length, examples);
        double[] probabilities = new double[rows.length * means.length];
        double[] p = new double[means.length];
        float[] x = new float[examples.length()];
        for (int n = 0; n < rows.length; n++) {
            examples.copyTo(rows[n], x, 0);
            for (int k = 0; k < p.length; k++) {
                p[k] = counts[k] > 0 ? -squaredDistance(x, means[k]) : Double.NEGATIVE_INFINITY;
            }
            RowMath.softmax(p);
            System.arraycopy(p, 0, probabilities, n * p.length, p.length);
        }
        return DenseProbabilities.ofRowMajor(rows.length, means.length, probabilities);
    }

    private static double squaredDistance(float[] x, double[] mean) {
        double sum = 0;
        for (int f = 0; f < x.length; f++) {
            sum += (x[f] - mean[f]) * (x[f] - mean[f]);
        }
        return sum;
    }
}
