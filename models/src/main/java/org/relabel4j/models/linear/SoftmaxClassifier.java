package org.relabel4j.models.linear;

import org.relabel4j.core.numeric.RowMath;
import org.relabel4j.core.probability.FloatProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.Examples;
import org.relabel4j.models.FeatureChecks;
import org.relabel4j.models.FeatureClassifier;

/** Fitted softmax regression. Thread-safe. */
final class SoftmaxClassifier implements FeatureClassifier {
    private final Standardisation scaling;
    private final float[] weights;
    private final int dimension;
    private final int numClasses;

    /**
     * @param weights shape (numClasses, dimension), then numClasses biases
     */
    SoftmaxClassifier(Standardisation scaling, double[] weights, int dimension, int numClasses) {
        this.scaling = scaling;
        this.weights = new float[weights.length];
        for (int n = 0; n < weights.length; n++) {
            this.weights[n] = (float) weights[n];
        }
        this.dimension = dimension;
        this.numClasses = numClasses;
    }

    @Override
    public Probabilities predict(Examples examples, int[] rows) {
        FeatureChecks.sameLength("softmax", dimension, examples);
        float[] x = scaling.apply(examples, rows);
        float[] values = new float[Math.multiplyExact(rows.length, numClasses)];
        double[] scores = new double[numClasses];
        for (int n = 0; n < rows.length; n++) {
            SoftmaxObjective.scores(weights, x, n * dimension, dimension, scores);
            RowMath.softmax(scores);
            for (int k = 0; k < numClasses; k++) {
                values[n * numClasses + k] = (float) scores[k];
            }
        }
        return FloatProbabilities.ofRowMajor(rows.length, numClasses, values);
    }
}
