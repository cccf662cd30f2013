package org.relabel4j.models.linear;

import java.util.Arrays;
import java.util.Map;
import org.relabel4j.core.numeric.RowMath;
import org.relabel4j.core.parallel.Blocks;
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
    private final Map<String, String> choices;

    /**
     * @param weights shape (numClasses, dimension), then numClasses biases
     */
    SoftmaxClassifier(Standardisation scaling, double[] weights, int dimension, int numClasses) {
        this(scaling, SoftmaxObjective.floats(weights), dimension, numClasses, Map.of());
    }

    private SoftmaxClassifier(
            Standardisation scaling, float[] weights, int dimension, int numClasses, Map<String, String> choices) {
        this.scaling = scaling;
        this.weights = weights;
        this.dimension = dimension;
        this.numClasses = numClasses;
        this.choices = choices;
    }

    /** The same, telling what its trainer chose. */
    SoftmaxClassifier withChoices(Map<String, String> chosen) {
        return new SoftmaxClassifier(scaling, weights, dimension, numClasses, chosen);
    }

    static SoftmaxClassifier read(StateReader in) {
        int dimension = in.shape(MEAN, 1)[0];
        int numClasses = in.numClasses();
        return new SoftmaxClassifier(
                new Standardisation(in.floats(MEAN, dimension), in.floats(FACTOR, dimension)),
                in.floats(WEIGHTS, Math.multiplyExact(numClasses, dimension + 1)),
                dimension,
                numClasses,
                Map.of());
    }

    @Override
    public Map<String, String> choices() {
        return choices;
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
        ClassWeights classes = ClassWeights.of(weights, dimension, numClasses);
        float[] values = new float[Math.multiplyExact(rows.length, numClasses)];
        Blocks.forEachOf(
                rows.length,
                ExampleBlocks.SIZE,
                () -> new Room(classes.sums(), new double[numClasses]),
                (block, from, to, room) -> {
                    float[][] x = scaling.apply(examples, Arrays.copyOfRange(rows, from, to));
                    classes.addUp(new ExampleBlocks(x, dimension).get(0), room.sums());
                    for (int n = from; n < to; n++) {
                        classes.scores(room.sums(), n - from, room.scores());
                        RowMath.softmax(room.scores());
                        for (int k = 0; k < numClasses; k++) {
                            values[n * numClasses + k] = (float) room.scores()[k];
                        }
                    }
                });
        return FloatProbabilities.ofRowMajor(rows.length, numClasses, values);
    }

    /** Working memory of a thread. */
    private record Room(float[][][] sums, double[] scores) {}
}
