package org.relabel4j.models.linear;

import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.Examples;
import org.relabel4j.models.EmbeddingTrainer;
import org.relabel4j.models.FeatureChecks;
import org.relabel4j.models.NativeNeeds;
import org.relabel4j.models.state.StateReader;

/**
 * Trains softmax (multinomial logistic) regression on standardised features: the weights that minimise the mean cross-entropy
 * plus {@code l2 / (2 n)} times the sum of the squared weights. The minimum is unique, so no seed matters.
 *
 * <p>As scikit-learn's {@code LogisticRegression} with {@code C = 1 / l2} behind a {@code StandardScaler}, except that a class
 * without an example keeps a place, with a small probability.
 *
 * @param l2 penalty on the squared weights (not the biases), positive
 */
public record SoftmaxTrainer(double l2) implements EmbeddingTrainer, NativeNeeds {
    /** Its name, and the kind of its classifiers in files. */
    public static final String NAME = "softmax";

    /**
     * What suits 20 to 100 features and few labels, some of them wrong ({@code docs/FIDELITY.md} has the figures); scikit-learn's is 1.
     */
    public static final double USUAL_L2 = 10;

    /**
     * @throws IllegalArgumentException if it is not
     */
    public SoftmaxTrainer {
        if (!(l2 > 0 && Double.isFinite(l2))) {
            throw new IllegalArgumentException("softmax l2 is " + l2 + ", expected a positive number");
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean needsNativeLibrary() {
        return false;
    }

    @Override
    public boolean usesSeed() {
        return false;
    }

    @Override
    public Classifier train(Examples examples, int[] rows, int[] labels, int numClasses, long seed) {
        FeatureChecks.trainingSet(name(), examples, rows, labels, numClasses);
        Standardisation scaling = Standardisation.of(examples, rows);
        ExampleBlocks blocks = new ExampleBlocks(scaling.apply(examples, rows), examples.length());
        SoftmaxObjective objective = new SoftmaxObjective(blocks, labels, numClasses, l2);
        double[] weights = Lbfgs.minimise(objective, new double[objective.size()]);
        return new SoftmaxClassifier(scaling, weights, examples.length(), numClasses);
    }

    /** Reads a classifier that a file holds. */
    public static Classifier read(StateReader in) {
        return SoftmaxClassifier.read(in);
    }
}
