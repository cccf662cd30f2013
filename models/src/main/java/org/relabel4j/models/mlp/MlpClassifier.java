package org.relabel4j.models.mlp;

import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.probability.FloatProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.Examples;
import org.relabel4j.models.FeatureChecks;

/** A fitted network, evaluated in plain Java whichever engine fitted it: holds no native memory and is thread-safe. */
final class MlpClassifier implements Classifier {
    private final MlpParameters parameters;

    MlpClassifier(MlpParameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public Probabilities predict(Examples examples, int[] rows) {
        int numClasses = parameters.numClasses();
        float[] x = inputFor(examples);
        float[] h = new float[parameters.hidden()];
        double[] scores = new double[numClasses];
        float[] values = new float[Math.multiplyExact(rows.length, numClasses)];
        for (int r = 0; r < rows.length; r++) {
            examples.copyTo(rows[r], x, 0);
            hidden(x, h);
            for (int k = 0; k < numClasses; k++) {
                scores[k] = parameters.outputBias[k] + dot(parameters.outputWeights[k], h);
            }
            softmax(scores, values, r * numClasses);
        }
        return FloatProbabilities.ofRowMajor(rows.length, numClasses, values);
    }

    /** The hidden layer after its ReLU. */
    @Override
    public Embeddings embed(Examples examples, int[] rows) {
        int units = parameters.hidden();
        float[] x = inputFor(examples);
        float[] h = new float[units];
        float[] values = new float[Math.multiplyExact(rows.length, units)];
        for (int r = 0; r < rows.length; r++) {
            examples.copyTo(rows[r], x, 0);
            hidden(x, h);
            System.arraycopy(h, 0, values, r * units, units);
        }
        return Embeddings.ofRowMajor(rows.length, units, values);
    }

    MlpParameters parameters() {
        return parameters;
    }

    private float[] inputFor(Examples examples) {
        FeatureChecks.sameLength("mlp", parameters.numFeatures(), examples);
        return new float[parameters.numFeatures()];
    }

    private void hidden(float[] x, float[] h) {
        System.arraycopy(parameters.hiddenBias, 0, h, 0, h.length);
        for (int f = 0; f < x.length; f++) {
            FloatRows.addScaled(h, x[f], parameters.hiddenWeights[f]);
        }
        FloatRows.relu(h, h.length);
    }

    /** Four chains, so that one addition need not wait for another. */
    private static float dot(float[] a, float[] b) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int i = 0;
        for (; i + 3 < a.length; i += 4) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        for (; i < a.length; i++) {
            s0 += a[i] * b[i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    private static void softmax(double[] scores, float[] out, int offset) {
        double max = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            max = Math.max(max, score);
        }
        double sum = 0;
        for (int k = 0; k < scores.length; k++) {
            scores[k] = Math.exp(scores[k] - max);
            sum += scores[k];
        }
        for (int k = 0; k < scores.length; k++) {
            out[offset + k] = (float) (scores[k] / sum);
        }
    }
}
