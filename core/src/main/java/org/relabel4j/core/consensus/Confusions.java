package org.relabel4j.core.consensus;

import java.util.Arrays;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.numeric.RowMath;

/**
 * The annotators' confusion matrices and the class frequencies of {@link DawidSkene}. Of the matrices, only the columns of
 * labels that an annotator has given are kept; posteriors live one example at a time.
 */
final class Confusions {
    /** The longest array that every virtual machine makes. */
    private static final int MAX_VALUES = Integer.MAX_VALUE - 8;

    private final Annotations annotations;
    private final int numClasses;
    private final DawidSkene.Imagined imagined;
    private final int[] columnOf;
    private final int[] annotatorOf;
    private final int[] labelOf;
    private final double[] logProb;
    private final double[] logFrequency;
    private final double[] columnSums;
    private final double[] annotatorSums;
    private final double[] classSums;
    private final double[] posterior;
    private double logLikelihood = Double.NaN;

    /**
     * Matrices for the labels, not yet set.
     *
     * @param imagined the labels that every annotator starts with
     */
    Confusions(Annotations annotations, DawidSkene.Imagined imagined) {
        this.annotations = annotations;
        this.numClasses = annotations.numClasses();
        this.imagined = imagined;
        this.columnOf = new int[annotations.size()];
        int[] annotatorOfColumn = new int[annotations.size()];
        int[] labelOfColumn = new int[annotations.size()];
        int numColumns = numberColumns(annotatorOfColumn, labelOfColumn);
        checkSize(Math.max(numColumns, annotations.numAnnotators()));
        this.annotatorOf = Arrays.copyOf(annotatorOfColumn, numColumns);
        this.labelOf = Arrays.copyOf(labelOfColumn, numColumns);
        this.logProb = new double[numColumns * numClasses];
        this.columnSums = new double[logProb.length];
        this.annotatorSums = new double[annotations.numAnnotators() * numClasses];
        this.logFrequency = new double[numClasses];
        this.classSums = new double[numClasses];
        this.posterior = new double[numClasses];
    }

    /** Numbers the labels that each annotator has given, annotator by annotator; returns how many there are. */
    private int numberColumns(int[] annotatorOfColumn, int[] labelOfColumn) {
        int[] starts = new int[annotations.numAnnotators() + 1];
        for (int a = 0; a < columnOf.length; a++) {
            starts[annotations.annotatorAt(a) + 1]++;
        }
        for (int j = 0; j + 1 < starts.length; j++) {
            starts[j + 1] += starts[j];
        }
        int[] byAnnotator = new int[columnOf.length];
        for (int a = 0; a < columnOf.length; a++) {
            byAnnotator[starts[annotations.annotatorAt(a)]++] = a;
        }
        // A column is the annotator's own if it was numbered after the first of theirs.
        int[] columnOfLabel = new int[numClasses];
        Arrays.fill(columnOfLabel, -1);
        int numColumns = 0;
        int firstOwn = 0;
        int owner = -1;
        for (int a : byAnnotator) {
            if (annotations.annotatorAt(a) != owner) {
                owner = annotations.annotatorAt(a);
                firstOwn = numColumns;
            }
            int label = annotations.labelAt(a);
            if (columnOfLabel[label] < firstOwn) {
                annotatorOfColumn[numColumns] = owner;
                labelOfColumn[numColumns] = label;
                columnOfLabel[label] = numColumns++;
            }
            columnOf[a] = columnOfLabel[label];
        }
        return numColumns;
    }

    private void checkSize(int numRows) {
        if ((long) numRows * numClasses > MAX_VALUES) {
            throw new IllegalArgumentException(
                    "dawid-skene estimates a confusion matrix an annotator, which is too much for "
                            + annotations.numAnnotators() + " annotators and " + numClasses
                            + " classes; use crowdlab, glad or majority-vote");
        }
    }

    /** Sets the parameters to fit the fractions of votes as if these were the posteriors. */
    void startFromVotes() {
        for (int i = 0; i < annotations.numExamples(); i++) {
            if (annotations.isLabelled(i)) {
                Arrays.fill(posterior, 0);
                for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                    posterior[annotations.labelAt(a)] += 1.0 / annotations.count(i);
                }
                addUp(i);
            }
        }
        maximise();
    }

    /** One step of expectation and maximisation; returns the largest change of a probability. */
    double iterate() {
        logLikelihood = expect() / annotations.numLabelled();
        return maximise();
    }

    /** Adds up the posteriors; returns the logarithm of the probability of all labels. */
    double expect() {
        double sum = 0;
        for (int i = 0; i < annotations.numExamples(); i++) {
            if (annotations.isLabelled(i)) {
                sum += posterior(i, posterior);
                addUp(i);
            }
        }
        return sum;
    }

    /** Mean logarithm of the probability of a labelled example's labels, before the last iteration; NaN before the first. */
    double logLikelihood() {
        return logLikelihood;
    }

    /**
     * The posterior of example {@code i}'s true class.
     *
     * @return logarithm of the probability of the labels that the example has
     */
    double posterior(int i, double[] destination) {
        System.arraycopy(logFrequency, 0, destination, 0, numClasses);
        for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
            int offset = columnOf[a] * numClasses;
            for (int k = 0; k < numClasses; k++) {
                destination[k] += logProb[offset + k];
            }
        }
        return RowMath.softmax(destination);
    }

    private void addUp(int i) {
        for (int k = 0; k < numClasses; k++) {
            classSums[k] += posterior[k];
        }
        for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
            int column = columnOf[a] * numClasses;
            int annotator = annotations.annotatorAt(a) * numClasses;
            for (int k = 0; k < numClasses; k++) {
                columnSums[column + k] += posterior[k];
                annotatorSums[annotator + k] += posterior[k];
            }
        }
    }

    private double maximise() {
        double change = 0;
        double total = annotations.numLabelled() + imagined.occurrences() * numClasses;
        for (int k = 0; k < numClasses; k++) {
            change = Math.max(change, set(logFrequency, k, (classSums[k] + imagined.occurrences()) / total));
        }
        for (int column = 0; column < labelOf.length; column++) {
            for (int k = 0; k < numClasses; k++) {
                change = Math.max(change, set(logProb, column * numClasses + k, estimate(column, k, 0)));
            }
        }
        Arrays.fill(classSums, 0);
        Arrays.fill(columnSums, 0);
        Arrays.fill(annotatorSums, 0);
        return change;
    }

    /** From the sums less {@code without} of an example of class k that has the column's label. */
    private double estimate(int column, int k, double without) {
        double prior = labelOf[column] == k ? imagined.right() : imagined.wrong();
        double given = annotatorSums[annotatorOf[column] * numClasses + k] - without + imagined.labels();
        return (columnSums[column * numClasses + k] - without + prior) / given;
    }

    /**
     * After {@link #expect}: the estimate, without label {@code a}'s example, of the probability of that label for class k.
     *
     * @param posterior of class k for the example
     */
    double probabilityWithout(int a, int k, double posterior) {
        return estimate(columnOf[a], k, posterior);
    }

    /** After {@link #expect}: the frequency of class k without an example that has this posterior of it. */
    double frequencyWithout(int k, double posterior) {
        double total = annotations.numLabelled() - 1 + imagined.occurrences() * numClasses;
        return (classSums[k] - posterior + imagined.occurrences()) / total;
    }

    private static double set(double[] logs, int place, double probability) {
        double change = Math.abs(probability - Math.exp(logs[place]));
        logs[place] = Math.log(probability);
        return change;
    }

    /** Probability that an annotator gives a label to an example of class k; NaN if they never gave that label. */
    double probability(int annotator, int label, int k) {
        for (int column = 0; column < labelOf.length; column++) {
            if (annotatorOf[column] == annotator && labelOf[column] == label) {
                return Math.exp(logProb[column * numClasses + k]);
            }
        }
        return Double.NaN;
    }
}
