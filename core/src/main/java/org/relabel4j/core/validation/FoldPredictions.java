package org.relabel4j.core.validation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.probability.FloatProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.MemberPredictions;

/** Collects one trainer's predictions, fold model by fold model. */
final class FoldPredictions {
    private final CrossValidation.Scheme scheme;
    private final int[] folds;
    private final int numClasses;
    /** Out-of-sample rows of labelled examples; sums over the folds so far of the others. */
    private final double[] pool;
    /** The same for each dropout pass. */
    private final double[][] passes;

    private final List<Probabilities> testByFold = new ArrayList<>();
    private final List<Probabilities> poolByFold = new ArrayList<>();
    private final List<Map<String, String>> choices = new ArrayList<>();

    FoldPredictions(CrossValidation.Scheme scheme, int[] folds, int numClasses) {
        this.scheme = scheme;
        this.folds = folds;
        this.numClasses = numClasses;
        this.pool = new double[Math.multiplyExact(folds.length, numClasses)];
        this.passes = new double[scheme.dropoutPasses()][pool.length];
    }

    void add(int fold, Classifier classifier, long dropoutSeed) {
        int[] rows = scheme.keepFoldPredictions() ? CrossValidation.allRows(folds.length) : unseenRows(fold);
        Probabilities predicted = classifier.predict(scheme.pool(), rows);
        checkShape(predicted, rows.length);
        addUnseen(fold, rows, predicted, pool);
        if (scheme.keepFoldPredictions()) {
            poolByFold.add(predicted);
        }
        if (scheme.test().size() > 0) {
            testByFold.add(classifier.predict(
                    scheme.test(), CrossValidation.allRows(scheme.test().size())));
        }
        addPasses(fold, classifier, dropoutSeed);
        choices.add(classifier.choices());
    }

    private void addPasses(int fold, Classifier classifier, long seed) {
        if (passes.length == 0) {
            return;
        }
        int[] rows = unseenRows(fold);
        List<Probabilities> predicted = classifier.predictWithDropout(scheme.pool(), rows, passes.length, seed);
        for (int pass = 0; pass < passes.length; pass++) {
            checkShape(predicted.get(pass), rows.length);
            addUnseen(fold, rows, predicted.get(pass), passes[pass]);
        }
    }

    private void checkShape(Probabilities predicted, int numRows) {
        if (predicted.numExamples() != numRows || predicted.numClasses() != numClasses) {
            throw new IllegalStateException("the classifier predicted (" + predicted.numExamples() + ", "
                    + predicted.numClasses() + ") probabilities, expected (" + numRows + ", " + numClasses + ")");
        }
    }

    /** The rows that this fold's model did not train on: the fold itself and all unlabelled examples. */
    private int[] unseenRows(int fold) {
        int[] rows = new int[folds.length];
        int size = 0;
        for (int i = 0; i < folds.length; i++) {
            if (folds[i] < 0 || folds[i] == fold) {
                rows[size++] = i;
            }
        }
        return Arrays.copyOf(rows, size);
    }

    private void addUnseen(int fold, int[] rows, Probabilities predicted, double[] sums) {
        double[] row = new double[numClasses];
        for (int n = 0; n < rows.length; n++) {
            int i = rows[n];
            if (folds[i] < 0 || folds[i] == fold) {
                predicted.copyRows(n, n + 1, row, 0);
                for (int k = 0; k < numClasses; k++) {
                    sums[i * numClasses + k] += row[k];
                }
            }
        }
    }

    MemberPredictions member(String model, Optional<Embeddings> embeddings) {
        return new MemberPredictions(
                model,
                unseen(pool),
                testByFold,
                poolByFold,
                Arrays.stream(passes).map(this::unseen).toList(),
                embeddings,
                choices);
    }

    private Probabilities unseen(double[] sums) {
        float[] values = new float[sums.length];
        for (int n = 0; n < values.length; n++) {
            values[n] = (float) (folds[n / numClasses] < 0 ? sums[n] / scheme.numFolds() : sums[n]);
        }
        return FloatProbabilities.ofRowMajor(folds.length, numClasses, values);
    }
}
