package org.relabel4j.models.mlp;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.relabel4j.core.text.Choices;
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
 * @param copies 0 to take them as they are; else the penalty and the number of epochs, up to the limit, are chosen from the training
 *     examples by the log loss of a third of them that is held out, with their labels as they are: so many runs of the same
 *     examples in the same order, of which all of one example are held out together
 */
public record MlpTrainer(MlpConfig config, int copies) implements EmbeddingTrainer, NativeNeeds {
    /** Its name, and the kind of its classifiers in files. */
    public static final String NAME = "mlp";

    /**
     * @throws IllegalArgumentException if copies are negative, or something is to be chosen on another engine than Java's
     */
    public MlpTrainer {
        FeatureChecks.setting(copies >= 0, "mlp copies", copies, "0 or more");
        if (copies > 0 && config.engine() != MlpEngine.JAVA) {
            throw new IllegalArgumentException("mlp l2=auto takes engine=java, but engine is "
                    + Choices.written(config.engine()) + "; give a number for l2, or leave out the engine");
        }
    }

    /** With the settings as they are. */
    public MlpTrainer(MlpConfig config) {
        this(config, 0);
    }

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
        if (copies > 0) {
            return sets.stream().map(this::choosing).toList();
        }
        List<Classifier> classifiers = new ArrayList<>();
        for (MlpParameters parameters : config.engine().fitter(config).fit(sets)) {
            classifiers.add(new MlpClassifier(parameters));
        }
        return classifiers;
    }

    private Classifier choosing(TrainingSet set) {
        MlpChoice choice = MlpChoice.of(config, set, copies);
        MlpConfig chosen = config.with(choice.l2(), choice.epochs());
        return new MlpClassifier(
                new JavaFitter(chosen).fit(List.of(set)).get(0),
                Map.of(
                        "epochs",
                        String.valueOf(choice.epochs()),
                        "l2",
                        BigDecimal.valueOf(choice.l2()).stripTrailingZeros().toPlainString()));
    }

    /** Reads a classifier that a file holds. */
    public static Classifier read(StateReader in) {
        return MlpClassifier.read(in);
    }
}
