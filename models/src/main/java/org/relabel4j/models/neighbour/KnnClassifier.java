package org.relabel4j.models.neighbour;

import java.util.Arrays;
import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.probability.FloatProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.Examples;
import org.relabel4j.models.FeatureChecks;
import org.relabel4j.models.RawFeatures;

/** Searches all training examples: exact, and fastest for up to some ten thousands of them. Thread-safe. */
final class KnnClassifier implements Classifier {
    private final double[][] columns;
    private final int[] labels;
    private final int numClasses;
    private final int neighbours;

    /**
     * @param columns values by feature, then training example
     * @param neighbours at most the number of training examples
     */
    KnnClassifier(double[][] columns, int[] labels, int numClasses, int neighbours) {
        this.columns = columns;
        this.labels = labels;
        this.numClasses = numClasses;
        this.neighbours = neighbours;
    }

    @Override
    public Probabilities predict(Examples examples, int[] rows) {
        FeatureChecks.sameLength("knn", columns.length, examples);
        float[] values = new float[Math.multiplyExact(rows.length, numClasses)];
        float[] x = new float[columns.length];
        double[] distances = new double[labels.length];
        int[] nearest = new int[neighbours];
        for (int r = 0; r < rows.length; r++) {
            examples.copyTo(rows[r], x, 0);
            Arrays.fill(distances, 0);
            for (int f = 0; f < x.length; f++) {
                addSquaredDifferences(distances, columns[f], x[f]);
            }
            findNearest(distances, nearest);
            for (int n : nearest) {
                values[r * numClasses + labels[n]]++;
            }
            for (int k = 0; k < numClasses; k++) {
                values[r * numClasses + k] /= neighbours;
            }
        }
        return FloatProbabilities.ofRowMajor(rows.length, numClasses, values);
    }

    @Override
    public Embeddings embed(Examples examples, int[] rows) {
        return RawFeatures.embed(examples, rows);
    }

    /** One feature at a time over all training examples: a loop that C2 vectorises. */
    private static void addSquaredDifferences(double[] distances, double[] column, double value) {
        for (int n = 0; n < distances.length; n++) {
            double difference = column[n] - value;
            distances[n] += difference * difference;
        }
    }

    /** Keeps the least distances in order by insertion; of equal ones the earlier stays before the later. */
    private static void findNearest(double[] distances, int[] nearest) {
        int last = nearest.length - 1;
        for (int n = 0; n <= last; n++) {
            insert(distances, nearest, n, n);
        }
        double worst = distances[nearest[last]];
        for (int n = last + 1; n < distances.length; n++) {
            if (distances[n] < worst) {
                insert(distances, nearest, last, n);
                worst = distances[nearest[last]];
            }
        }
    }

    /** Inserts example {@code n} among the first places, the last of which it may overwrite. */
    private static void insert(double[] distances, int[] nearest, int lastPlace, int n) {
        int place = lastPlace;
        while (place > 0 && distances[nearest[place - 1]] > distances[n]) {
            nearest[place] = nearest[place - 1];
            place--;
        }
        nearest[place] = n;
    }
}
