package org.relabel4j.models.mlp;

import java.util.Map;
import org.relabel4j.core.numeric.RowMath;
import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.probability.FloatProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.Examples;
import org.relabel4j.models.FeatureChecks;
import org.relabel4j.models.state.Savable;
import org.relabel4j.models.state.StateReader;
import org.relabel4j.models.state.StateWriter;

/** A fitted network, evaluated in plain Java whichever engine fitted it: holds no native memory and is thread-safe. */
record MlpClassifier(MlpParameters parameters, Map<String, String> choices) implements Savable {
    private static final String HIDDEN_WEIGHTS = "hidden.weights";
    private static final String HIDDEN_BIAS = "hidden.bias";
    private static final String OUTPUT_WEIGHTS = "output.weights";
    private static final String OUTPUT_BIAS = "output.bias";

    MlpClassifier(MlpParameters parameters) {
        this(parameters, Map.of());
    }

    static MlpClassifier read(StateReader in) {
        int[] shape = in.shape(HIDDEN_WEIGHTS, 2);
        int numClasses = in.numClasses();
        return new MlpClassifier(new MlpParameters(
                in.rows(HIDDEN_WEIGHTS, shape[0], shape[1]),
                in.doubles(HIDDEN_BIAS, shape[1]),
                in.rows(OUTPUT_WEIGHTS, numClasses, shape[1]),
                in.doubles(OUTPUT_BIAS, numClasses)));
    }

    @Override
    public String kind() {
        return MlpTrainer.NAME;
    }

    @Override
    public void save(StateWriter out) {
        out.rows(HIDDEN_WEIGHTS, parameters.hiddenWeights, parameters.hidden());
        out.doubles(HIDDEN_BIAS, parameters.hiddenBias, parameters.hidden());
        out.rows(OUTPUT_WEIGHTS, parameters.outputWeights, parameters.hidden());
        out.doubles(OUTPUT_BIAS, parameters.outputBias, parameters.numClasses());
    }

    @Override
    public Probabilities predict(Examples examples, int[] rows) {
        int numClasses = parameters.numClasses();
        float[] x = inputFor(examples);
        double[] h = new double[parameters.hidden()];
        double[] scores = new double[numClasses];
        float[] values = new float[Math.multiplyExact(rows.length, numClasses)];
        for (int r = 0; r < rows.length; r++) {
            examples.copyTo(rows[r], x, 0);
            hidden(x, h);
            for (int k = 0; k < numClasses; k++) {
                scores[k] = parameters.outputBias[k] + dot(parameters.outputWeights[k], h);
            }
            RowMath.softmax(scores);
            for (int k = 0; k < numClasses; k++) {
                values[r * numClasses + k] = (float) scores[k];
            }
        }
        return FloatProbabilities.ofRowMajor(rows.length, numClasses, values);
    }

    /** The hidden layer after its ReLU. */
    @Override
    public Embeddings embed(Examples examples, int[] rows) {
        int units = parameters.hidden();
        float[] x = inputFor(examples);
        double[] h = new double[units];
        float[] values = new float[Math.multiplyExact(rows.length, units)];
        for (int r = 0; r < rows.length; r++) {
            examples.copyTo(rows[r], x, 0);
            hidden(x, h);
            for (int u = 0; u < units; u++) {
                values[r * units + u] = (float) h[u];
            }
        }
        return Embeddings.ofRowMajor(rows.length, units, values);
    }

    private float[] inputFor(Examples examples) {
        FeatureChecks.sameLength("mlp", parameters.numFeatures(), examples);
        return new float[parameters.numFeatures()];
    }

    private void hidden(float[] x, double[] h) {
        System.arraycopy(parameters.hiddenBias, 0, h, 0, h.length);
        for (int f = 0; f < x.length; f++) {
            DoubleRows.addScaled(h, x[f], parameters.hiddenWeights[f]);
        }
        DoubleRows.relu(h, h.length);
    }

    /** Four chains, so that one addition need not wait for another. */
    private static double dot(double[] a, double[] b) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
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
}
