package org.relabel4j.models.forest;

import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.Examples;
import org.relabel4j.models.EmbeddingTrainer;
import org.relabel4j.models.FeatureChecks;
import org.relabel4j.models.NativeNeeds;
import org.relabel4j.models.state.StateReader;

/**
 * Trains extremely randomised trees: each tree on all training examples (no bootstrap), random thresholds, the leaves'
 * class shares averaged over the trees.
 *
 * <p>Source: Geurts, Ernst and Wehenkel 2006, "Extremely randomized trees", doi:10.1007/s10994-006-6226-1, in the form of
 * scikit-learn's {@code ExtraTreesClassifier}, whose defaults these are.
 *
 * @param config the settings
 */
public record ExtraTreesTrainer(ExtraTreesConfig config) implements EmbeddingTrainer, NativeNeeds {
    /** Its name, and the kind of its classifiers in files. */
    public static final String NAME = "extra-trees";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean needsNativeLibrary() {
        return false;
    }

    @Override
    public Classifier train(Examples examples, int[] rows, int[] labels, int numClasses, long seed) {
        FeatureChecks.trainingSet(name(), examples, rows, labels, numClasses);
        int[] classSizes = new int[numClasses];
        for (int label : labels) {
            classSizes[label]++;
        }
        TreeGrower grower = new TreeGrower(columnsByClass(examples, rows, labels, classSizes), classSizes, config);
        Tree[] trees = new Tree[config.trees()];
        for (int t = 0; t < trees.length; t++) {
            trees[t] = grower.grow(Seeds.generator(seed, "extra-trees", t));
        }
        return new ExtraTreesClassifier(trees, examples.length(), numClasses);
    }

    /** Values by feature, then training example; the examples in the order of their classes. */
    private static float[][] columnsByClass(Examples examples, int[] rows, int[] labels, int[] classSizes) {
        int[] places = new int[classSizes.length];
        for (int k = 1; k < places.length; k++) {
            places[k] = places[k - 1] + classSizes[k - 1];
        }
        float[][] columns = new float[examples.length()][rows.length];
        float[] row = new float[examples.length()];
        for (int n = 0; n < rows.length; n++) {
            examples.copyTo(rows[n], row, 0);
            int place = places[labels[n]]++;
            for (int f = 0; f < row.length; f++) {
                columns[f][place] = row[f];
            }
        }
        return columns;
    }

    /** Reads a classifier that a file holds. */
    public static Classifier read(StateReader in) {
        return ExtraTreesClassifier.read(in);
    }
}
