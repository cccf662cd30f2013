package org.relabel4j.models.neighbour;

import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.Examples;
import org.relabel4j.models.EmbeddingTrainer;
import org.relabel4j.models.FeatureChecks;
import org.relabel4j.models.NativeNeeds;
import org.relabel4j.models.state.StateReader;

/**
 * Classifies by the k nearest training examples in Euclidean distance, each with one vote, as scikit-learn's
 * {@code KNeighborsClassifier} by default (k = 5). A class's probability is its share of the votes. Features are taken as
 * they are, unscaled.
 *
 * <p>Ties: of examples equally far the one earlier in the training rows is nearer, which is what scikit-learn's brute-force
 * search does in practice, though it promises no order. Departure: fewer than k training examples all vote, where
 * scikit-learn refuses to predict.
 *
 * @param neighbours k, at least 1
 */
public record KnnTrainer(int neighbours) implements EmbeddingTrainer, NativeNeeds {
    /** Its name, and the kind of its classifiers in files. */
    public static final String NAME = "knn";

    /**
     * @throws IllegalArgumentException if k is out of range
     */
    public KnnTrainer {
        if (neighbours < 1) {
            throw new IllegalArgumentException("knn k is " + neighbours + ", expected at least 1 neighbour");
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

    /** Keeps the training examples; the seed counts for nothing. */
    @Override
    public Classifier train(Examples examples, int[] rows, int[] labels, int numClasses, long seed) {
        FeatureChecks.trainingSet(name(), examples, rows, labels, numClasses);
        double[][] columns = new double[examples.length()][rows.length];
        float[] row = new float[examples.length()];
        for (int n = 0; n < rows.length; n++) {
            examples.copyTo(rows[n], row, 0);
            for (int f = 0; f < row.length; f++) {
                columns[f][n] = row[f];
            }
        }
        return new KnnClassifier(columns, labels.clone(), numClasses, Math.min(neighbours, rows.length));
    }

    /** Reads a classifier that a file holds. */
    public static Classifier read(StateReader in) {
        return KnnClassifier.read(in);
    }
}
