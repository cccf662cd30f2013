package org.relabel4j.core.consensus;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.commons.math3.special.Gamma;
import org.relabel4j.core.consensus.DawidSkene.Imagined;

/**
 * The posteriors of examples added up by annotator and label given, for the confusion matrices of {@link DawidSkene}: each
 * annotator's estimates follow from the annotator's sums alone. So each annotator's may be added up in another place.
 */
public final class ConfusionTally implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The longest array that every virtual machine makes. */
    private static final int MAX_VALUES = Integer.MAX_VALUE - 8;

    private final Imagined imagined;
    private final LabelColumns columns;
    private final int numClasses;
    private final double[] columnSums;
    private final double[] annotatorSums;

    /**
     * Of nothing yet.
     *
     * @param imagined the labels that every annotator starts with
     * @param columns a label of an annotator each
     * @throws IllegalArgumentException if there would be more than 2^31 sums
     */
    public ConfusionTally(Imagined imagined, LabelColumns columns, int numClasses) {
        this.imagined = imagined;
        this.columns = columns;
        this.numClasses = numClasses;
        checkSize();
        this.columnSums = new double[columns.count() * numClasses];
        this.annotatorSums = new double[columns.numAnnotators() * numClasses];
    }

    private void checkSize() {
        if ((long) Math.max(columns.count(), columns.numAnnotators()) * numClasses > MAX_VALUES) {
            throw new IllegalArgumentException(
                    "dawid-skene estimates a confusion matrix an annotator, which is too much for "
                            + columns.numAnnotators() + " annotators and " + numClasses
                            + " classes; use crowdlab, glad or majority-vote");
        }
    }

    /**
     * Adds the posterior of an example, or of many.
     *
     * @param column the label that the annotator gave them
     * @param posteriors of the classes, from {@code offset} on
     */
    public void add(int column, double[] posteriors, int offset) {
        add(column, columns.annotator(column), posteriors, offset);
    }

    void add(int column, int annotator, double[] posteriors, int offset) {
        int place = column * numClasses;
        int total = annotator * numClasses;
        for (int k = 0; k < numClasses; k++) {
            columnSums[place + k] += posteriors[offset + k];
            annotatorSums[total + k] += posteriors[offset + k];
        }
    }

    /** Sums of each column, {@code numClasses} values a column; not copied. */
    public double[] columnSums() {
        return columnSums;
    }

    /** Sums over all columns of each annotator, {@code numClasses} values an annotator; not copied. */
    public double[] annotatorSums() {
        return annotatorSums;
    }

    /**
     * Sets the logarithms of the probabilities of the labels. The sums are of no use afterwards.
     *
     * @param logProb of each column, for each true class
     * @return the largest change of a probability
     */
    public double maximise(double[] logProb) {
        if (imagined.variational()) {
            return setMeans(logProb);
        }
        double change = 0;
        for (int column = 0; column < columns.count(); column++) {
            for (int k = 0; k < numClasses; k++) {
                change = Math.max(change, Imagined.set(logProb, column * numClasses + k, estimate(column, k, 0)));
            }
        }
        return change;
    }

    /** Sets the matrices' logarithms to their means; digammas are dear, and with many classes most are of the prior alone. */
    private double setMeans(double[] logProb) {
        for (int cell = 0; cell < annotatorSums.length; cell++) {
            annotatorSums[cell] = Gamma.digamma(annotatorSums[cell] + imagined.labels());
        }
        double ofRight = Gamma.digamma(imagined.right());
        double ofWrong = Gamma.digamma(imagined.wrong());
        double change = 0;
        for (int column = 0; column < columns.count(); column++) {
            int annotator = columns.annotator(column) * numClasses;
            for (int k = 0; k < numClasses; k++) {
                int place = column * numClasses + k;
                double prior = imagined.of(columns.label(column) == k);
                double part = columnSums[place] + prior;
                double ofPart = part > prior ? Gamma.digamma(part) : prior == imagined.right() ? ofRight : ofWrong;
                double mean = ofPart - annotatorSums[annotator + k];
                // Numbers below 0 differ by more than their exponentials.
                if (Math.abs(mean - logProb[place]) > change) {
                    change = Math.max(change, Math.abs(Math.exp(mean) - Math.exp(logProb[place])));
                }
                logProb[place] = mean;
            }
        }
        return change;
    }

    /**
     * Estimates the probability of a label for class k from the sums less {@code without} of an example of class k that has the
     * label.
     */
    double estimate(int column, int k, double without) {
        double given = annotatorSums[columns.annotator(column) * numClasses + k] - without + imagined.labels();
        return (columnSums[column * numClasses + k] - without + imagined.of(columns.label(column) == k)) / given;
    }

    /** The probability that annotator j gives a label, seen or not, to an example of class k: {@link ConfusionMatrices}. */
    public double probability(int j, int k, int label) {
        int column = columns.find(j, label);
        return column >= 0
                ? estimate(column, k, 0)
                : imagined.of(label == k) / (annotatorSums[j * numClasses + k] + imagined.labels());
    }

    void clear() {
        Arrays.fill(columnSums, 0);
        Arrays.fill(annotatorSums, 0);
    }
}
