package org.relabel4j.models.neighbour;

import java.util.Arrays;
import org.relabel4j.core.probability.FloatProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.Examples;
import org.relabel4j.models.FeatureChecks;
import org.relabel4j.models.FeatureClassifier;
import org.relabel4j.models.state.Savable;
import org.relabel4j.models.state.StateReader;
import org.relabel4j.models.state.StateWriter;

/** Searches all training examples: exact, and fastest for up to some ten thousands of them. Thread-safe. */
final class KnnClassifier implements FeatureClassifier, Savable {
    /** Features at a time: a distance is then loaded and stored once for four of them. */
    private static final int BLOCK = 4;

    private static final String COLUMNS = "columns";
    private static final String LABELS = "labels";
    private static final String NEIGHBOURS = "neighbours";

    private final int numFeatures;
    private final double[][] columns;
    private final int[] labels;
    private final int numClasses;
    private final int neighbours;

    /**
     * @param columns values by feature, then training example
     * @param neighbours at most the number of training examples
     */
    KnnClassifier(double[][] columns, int[] labels, int numClasses, int neighbours) {
        numFeatures = columns.length;
        this.columns = padded(columns, labels.length);
        this.labels = labels;
        this.numClasses = numClasses;
        this.neighbours = neighbours;
    }

    static KnnClassifier read(StateReader in) {
        int[] shape = in.shape(COLUMNS, 2);
        return new KnnClassifier(
                in.rows(COLUMNS, shape[0], shape[1]),
                in.ints(LABELS, shape[1], in.numClasses()),
                in.numClasses(),
                in.count(NEIGHBOURS, 1, shape[1]));
    }

    @Override
    public String kind() {
        return KnnTrainer.NAME;
    }

    @Override
    public void save(StateWriter out) {
        out.rows(COLUMNS, Arrays.copyOf(columns, numFeatures), labels.length);
        out.ints(LABELS, labels);
        out.text(NEIGHBOURS, neighbours);
    }

    /** As many columns as make whole blocks; those added are zero in every example, so no distance changes. */
    private static double[][] padded(double[][] columns, int size) {
        double[][] padded = Arrays.copyOf(columns, (columns.length + BLOCK - 1) / BLOCK * BLOCK);
        Arrays.fill(padded, columns.length, padded.length, new double[size]);
        return padded;
    }

    @Override
    public Probabilities predict(Examples examples, int[] rows) {
        FeatureChecks.sameLength("knn", numFeatures, examples);
        float[] values = new float[Math.multiplyExact(rows.length, numClasses)];
        float[] x = new float[columns.length];
        double[] distances = new double[labels.length];
        int[] nearest = new int[neighbours];
        for (int r = 0; r < rows.length; r++) {
            examples.copyTo(rows[r], x, 0);
            Arrays.fill(distances, 0);
            for (int f = 0; f < x.length; f += BLOCK) {
                addSquaredDifferences(distances, columns, f, x);
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

    /** Four features over all training examples: a loop that C2 vectorises. */
    private static void addSquaredDifferences(double[] distances, double[][] columns, int first, float[] x) {
        double[] column0 = columns[first];
        double[] column1 = columns[first + 1];
        double[] column2 = columns[first + 2];
        double[] column3 = columns[first + 3];
        double x0 = x[first];
        double x1 = x[first + 1];
        double x2 = x[first + 2];
        double x3 = x[first + 3];
        for (int n = 0; n < distances.length; n++) {
            double d0 = column0[n] - x0;
            double d1 = column1[n] - x1;
            double d2 = column2[n] - x2;
            double d3 = column3[n] - x3;
            distances[n] = (((distances[n] + d0 * d0) + d1 * d1) + d2 * d2) + d3 * d3;
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
