package org.relabel4j.models.mlp;

import java.util.ArrayList;
import java.util.List;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.Examples;
import org.relabel4j.models.EmbeddingTrainer;
import org.relabel4j.models.FeatureChecks;
import org.relabel4j.models.NativeNeeds;
import org.relabel4j.models.state.StateReader;

/**
 * Trains multi-layer perceptrons with one hidden layer of ReLUs and a softmax, as scikit-learn's {@code MLPClassifier} does:
 * Adam on the cross-entropy with an L2 penalty, Glorot-uniform weights, batches reshuffled every epoch, stopping when the
 * training loss no longer improves. Features are taken as they are, unscaled, and examples of any shape as their values in
 * a row.
 *
 * <p>Departures from scikit-learn: features are 32-bit floats, though all arithmetic is in double precision; two classes have a softmax of two scores instead of one logistic score; and
 * a class without an example has an output, which learns to be near zero, where scikit-learn would leave it out.
 *
 * @param config the settings
 */
public record MlpTrainer(MlpConfig config) implements EmbeddingTrainer, NativeNeeds {
    /** Its name, and the kind of its classifiers in files. */
    public static final String NAME = "mlp";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean needsNativeLibrary() {
        return config.engine() != MlpEngine.JAVA;
    }

    @Override
    public Classifier train(Examples examples, int[] rows, int[] labels, int numClasses, long seed) {
        return trainFolds(examples, List.of(rows), List.of(labels), numClasses, new long[] {seed})
                .get(0);
    }

    @Override
    public List<Classifier> trainFolds(
            Examples examples, List<int[]> rows, List<int[]> labels, int numClasses, long[] seeds) {
        FeatureChecks.weights("mlp", config.hidden(), examples.length(), numClasses, rows.size());
        List<TrainingSet> sets = new ArrayList<>();
        for (int fold = 0; fold < rows.size(); fold++) {
            FeatureChecks.trainingSet("mlp", examples, rows.get(fold), labels.get(fold), numClasses);
            sets.add(new TrainingSet(examples, rows.get(fold), labels.get(fold), numClasses, seeds[fold]));
        }
        List<Classifier> classifiers = new ArrayList<>();
        for (MlpParameters parameters : config.engine().fitter(config).fit(sets)) {
            classifiers.add(new MlpClassifier(parameters));
        }
        return classifiers;
    }

    /** Reads a classifier that a file holds. */
    public static Classifier read(StateReader in) {
        return MlpClassifier.read(in);
    }
}
