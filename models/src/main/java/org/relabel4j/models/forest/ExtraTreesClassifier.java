package org.relabel4j.models.forest;

import java.util.Arrays;
import org.relabel4j.core.probability.FloatProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.Examples;
import org.relabel4j.models.FeatureChecks;
import org.relabel4j.models.FeatureClassifier;
import org.relabel4j.models.state.Savable;
import org.relabel4j.models.state.StateReader;
import org.relabel4j.models.state.StateWriter;

/** A forest: the mean of its trees' leaf probabilities. Thread-safe. */
record ExtraTreesClassifier(Tree[] trees, int numFeatures, int numClasses) implements FeatureClassifier, Savable {
    private static final String TREES = "trees";
    private static final String FEATURES = "features";
    private static final int MOST_TREES = 1_000_000;

    /** Examples at a time: their values stay in the cache while one tree after another sees them. */
    private static final int BLOCK = 512;

    static ExtraTreesClassifier read(StateReader in) {
        Tree[] trees = new Tree[in.count(TREES, 1, MOST_TREES)];
        int numFeatures = in.count(FEATURES, 1, Integer.MAX_VALUE);
        for (int t = 0; t < trees.length; t++) {
            trees[t] = TreeState.read(in.part(String.valueOf(t)), numFeatures);
        }
        return new ExtraTreesClassifier(trees, numFeatures, in.numClasses());
    }

    @Override
    public String kind() {
        return ExtraTreesTrainer.NAME;
    }

    @Override
    public void save(StateWriter out) {
        out.text(TREES, trees.length);
        out.text(FEATURES, numFeatures);
        for (int t = 0; t < trees.length; t++) {
            TreeState.save(trees[t], out.part(String.valueOf(t)));
        }
    }

    @Override
    public Probabilities predict(Examples examples, int[] rows) {
        FeatureChecks.sameLength("extra-trees", numFeatures, examples);
        float[] values = new float[Math.multiplyExact(rows.length, numClasses)];
        int block = Math.min(BLOCK, rows.length);
        float[] x = new float[block * numFeatures];
        double[][] sums = new double[numClasses][block];
        int[] found = new int[block];
        for (int first = 0; first < rows.length; first += BLOCK) {
            int size = Math.min(BLOCK, rows.length - first);
            for (double[] sum : sums) {
                Arrays.fill(sum, 0);
            }
            for (int n = 0; n < size; n++) {
                examples.copyTo(rows[first + n], x, n * numFeatures);
            }
            for (Tree tree : trees) {
                tree.addProbabilities(x, numFeatures, size, sums, found);
            }
            for (int n = 0; n < size; n++) {
                for (int k = 0; k < numClasses; k++) {
                    values[(first + n) * numClasses + k] = (float) (sums[k][n] / trees.length);
                }
            }
        }
        return FloatProbabilities.ofRowMajor(rows.length, numClasses, values);
    }
}
