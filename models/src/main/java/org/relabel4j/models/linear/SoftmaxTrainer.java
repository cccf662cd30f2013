package org.relabel4j.models.linear;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.relabel4j.core.numeric.Lbfgs;
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
 * @param l2 penalty on the squared weights (not the biases), positive; empty to choose it from the training examples, by the log
 *     loss of some of them that are held out, with their labels as they are
 * @param copies runs of the same examples in the same order, of which the training examples consist: the penalty counts once a
 *     run, and to choose it, all copies of an example are held out together
 */
public record SoftmaxTrainer(Optional<Double> l2, int copies) implements EmbeddingTrainer, NativeNeeds {
    /** Its name, and the kind of its classifiers in files. */
    public static final String NAME = "softmax";

    /**
     * What suits 20 to 100 features and few labels, some of them wrong ({@code docs/FIDELITY.md} has the figures), where there are too few
     * examples to choose by; scikit-learn's is 1.
     */
    static final double USUAL_L2 = 10;

    /**
     * @throws IllegalArgumentException if they are not
     */
    public SoftmaxTrainer {
        if (l2.isPresent() && !(l2.get() > 0 && Double.isFinite(l2.get()))) {
            throw new IllegalArgumentException("softmax l2 is " + l2.get() + ", expected a positive number");
        }
        FeatureChecks.setting(copies >= 1, "softmax copies", copies, "at least 1");
    }

    /** With a penalty, or with one to be chosen if none is given. */
    public SoftmaxTrainer(Optional<Double> l2) {
        this(l2, 1);
    }

    /** With a fixed penalty. */
    public SoftmaxTrainer(double l2) {
        this(Optional.of(l2));
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
        if (rows.length % copies != 0) {
            throw new IllegalArgumentException(
                    "softmax is given " + rows.length + " examples, which are not " + copies + " runs of the same");
        }
        double penalty = l2.orElseGet(() -> PenaltyPath.choose(examples, rows, labels, numClasses, copies));
        Standardisation scaling = Standardisation.of(examples, rows);
        float[][] x = scaling.apply(examples, rows);
        SoftmaxObjective objective =
                new SoftmaxObjective(new ExampleBlocks(x, examples.length()), labels, numClasses, penalty * copies);
        double[] weights = Lbfgs.minimise(objective, new double[objective.size()], Lbfgs.TOLERANCE);
        return new SoftmaxClassifier(scaling, weights, examples.length(), numClasses)
                .withChoices(
                        l2.isPresent()
                                ? Map.of()
                                : Map.of(
                                        "l2",
                                        BigDecimal.valueOf(penalty)
                                                .stripTrailingZeros()
                                                .toPlainString()));
    }

    /** Reads a classifier that a file holds. */
    public static Classifier read(StateReader in) {
        return SoftmaxClassifier.read(in);
    }
}
