package org.relabel4j.models.linear;

import org.relabel4j.core.numeric.RowMath;
import org.relabel4j.core.probability.FloatProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.Examples;
import org.relabel4j.models.FeatureChecks;
import org.relabel4j.models.FeatureClassifier;
import org.relabel4j.models.state.Savable;
import org.relabel4j.models.state.StateReader;
import org.relabel4j.models.state.StateWriter;

/** Fitted softmax regression. Thread-safe. */
final class SoftmaxClassifier implements FeatureClassifier, Savable {
    private static final String MEAN = "mean";
    private static final String FACTOR = "factor";
    private static final String WEIGHTS = "weights";

    private final Standardisation scaling;
    private final float[] weights;
    private final int dimension;
    private final int numClasses;

    /**
     * @param weights shape (numClasses, dimension), then numClasses biases
     */
    SoftmaxClassifier(Standardisation scaling, double[] weights, int dimension, int numClasses) {
        this(scaling, floats(weights), dimension, numClasses);
    }

    private SoftmaxClassifier(Standardisation scaling, float[] weights, int dimension, int numClasses) {
        this.scaling = scaling;
        this.weights = weights;
        this.dimension = dimension;
        this.numClasses = numClasses;
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int n = 0; n < floats.length; n++) {
            floats[n] = (float) values[n];
        }
        return floats;
    }

    static SoftmaxClassifier read(StateReader in) {
        int dimension = in.shape(MEAN, 1)[0];
        int numClasses = in.numClasses();
        return new SoftmaxClassifier(
                new Standardisation(in.floats(MEAN, dimension), in.floats(FACTOR, dimension)),
                in.floats(WEIGHTS, Math.multiplyExact(numClasses, dimension + 1)),
                dimension,
                numClasses);
    }

    @Override
    public String kind() {
        return SoftmaxTrainer.NAME;
    }

    @Override
    public void save(StateWriter out) {
        out.floats(MEAN, scaling.mean(), dimension);
        out.floats(FACTOR, scaling.factor(), dimension);
        out.floats(WEIGHTS, weights, weights.length);
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
