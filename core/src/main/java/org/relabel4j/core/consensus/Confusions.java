package org.relabel4j.core.consensus;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.math3.special.Gamma;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.numeric.RowMath;

/**
 * The annotators' confusion matrices and the class frequencies of {@link DawidSkene}. Of the matrices, only the columns of
 * labels that an annotator has given are kept; posteriors live one example at a time.
 */
final class Confusions implements EmFit, LabelPosterior {
    /** The longest array that every virtual machine makes. */
    private static final int MAX_VALUES = Integer.MAX_VALUE - 8;

    private final Annotations annotations;
    private final KnownLabels known;
    private final int numClasses;
    private final boolean variational;
    private final DawidSkene.Imagined imagined;
    private final LabelColumns columns;
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
    Confusions(Annotations annotations, KnownLabels known, DawidSkene.Imagined imagined) {
        this(annotations, known, imagined, false);
    }

    private Confusions(Annotations annotations, KnownLabels known, DawidSkene.Imagined imagined, boolean variational) {
        this.variational = variational;
        this.annotations = annotations;
        this.known = known;
        this.numClasses = annotations.numClasses();
        this.imagined = imagined;
        this.columns = new LabelColumns(annotations);
        checkSize(Math.max(columns.count(), annotations.numAnnotators()));
        this.logProb = new double[columns.count() * numClasses];
        this.columnSums = new double[logProb.length];
        this.annotatorSums = new double[annotations.numAnnotators() * numClasses];
        this.logFrequency = new double[numClasses];
        this.classSums = new double[numClasses];
        this.posterior = new double[numClasses];
    }

    private void checkSize(int numRows) {
        if ((long) numRows * numClasses > MAX_VALUES) {
            throw new IllegalArgumentException(
                    "dawid-skene estimates a confusion matrix an annotator, which is too much for "
                            + annotations.numAnnotators() + " annotators and " + numClasses
                            + " classes; use crowdlab, glad or majority-vote");
        }
    }

    /** The same for {@link Ibcc}: probabilities stand for the exponential of the posterior mean of their logarithm. */
    static Confusions variational(Annotations annotations, KnownLabels known, DawidSkene.Imagined imagined) {
        return new Confusions(annotations, known, imagined, true);
    }

    /** Sets the parameters to fit the fractions of votes as if these were the posteriors. */
    void startFromVotes() {
        LabelPosterior votes = LabelPosterior.votes(annotations);
        for (int i = 0; i < annotations.numExamples(); i++) {
            if (annotations.isLabelled(i)) {
                votes.posterior(i, posterior);
                known.fix(i, posterior);
                addUp(i);
            }
        }
        maximise();
    }

    @Override
    public double iterate() {
        double sum = expect();
        // Only that of maximum likelihood rises until it has converged.
        logLikelihood = variational ? Double.NaN : sum / annotations.numLabelled();
        return maximise();
    }

    /** Adds up the posteriors; returns the logarithm of the probability of all labels. */
    double expect() {
        double sum = 0;
        for (int i = 0; i < annotations.numExamples(); i++) {
            if (annotations.isLabelled(i)) {
                sum += infer(i, posterior);
                addUp(i);
            }
        }
        return sum;
    }

    @Override
    public double logLikelihood() {
        return logLikelihood;
    }

    @Override
    public void posterior(int i, double[] destination) {
        infer(i, destination);
    }

    /**
     * Writes the posterior of example {@code i}'s true class.
     *
     * @return logarithm of the probability of the labels that the example has, and of its class if that is known
     */
    double infer(int i, double[] destination) {
        System.arraycopy(logFrequency, 0, destination, 0, numClasses);
        for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
            int offset = columns.at(a) * numClasses;
            for (int k = 0; k < numClasses; k++) {
                destination[k] += logProb[offset + k];
            }
        }
        if (known.of(i) >= 0) {
            double logProbability = destination[known.of(i)];
            known.fix(i, destination);
            return logProbability;
        }
        return RowMath.softmax(destination);
    }

    private void addUp(int i) {
        for (int k = 0; k < numClasses; k++) {
            classSums[k] += posterior[k];
        }
        for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
            int column = columns.at(a) * numClasses;
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
            change = Math.max(change, set(logFrequency, k, ratio(classSums[k] + imagined.occurrences(), total)));
        }
        if (variational) {
            change = Math.max(change, setMeans());
        } else {
            for (int column = 0; column < columns.count(); column++) {
                for (int k = 0; k < numClasses; k++) {
                    change = Math.max(change, set(logProb, column * numClasses + k, estimate(column, k, 0)));
                }
            }
        }
        clearSums();
        return change;
    }

    /** Sets the matrices' logarithms to their means; digammas are dear, and with many classes most are of the prior alone. */
    private double setMeans() {
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
                double prior = columns.label(column) == k ? imagined.right() : imagined.wrong();
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

    private void clearSums() {
        Arrays.fill(classSums, 0);
        Arrays.fill(columnSums, 0);
        Arrays.fill(annotatorSums, 0);
    }

    private double ratio(double part, double total) {
        return variational ? Math.exp(Gamma.digamma(part) - Gamma.digamma(total)) : part / total;
    }

    /** From the sums less {@code without} of an example of class k that has the column's label. */
    private double estimate(int column, int k, double without) {
        double prior = columns.label(column) == k ? imagined.right() : imagined.wrong();
        double given = annotatorSums[columns.annotator(column) * numClasses + k] - without + imagined.labels();
        return (columnSums[column * numClasses + k] - without + prior) / given;
    }

    /**
     * After {@link #expect}: the estimate, without label {@code a}'s example, of the probability of that label for class k.
     *
     * @param posterior of class k for the example
     */
    double probabilityWithout(int a, int k, double posterior) {
        return estimate(columns.at(a), k, posterior);
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

    /** From the posteriors of the last parameters; the fit cannot be iterated further afterwards. */
    @Override
    public Optional<ConfusionMatrices> confusionMatrices() {
        clearSums();
        expect();
        return Optional.of((j, k, label) -> {
            int column = columns.find(j, label);
            if (column >= 0) {
                return estimate(column, k, 0);
            }
            double never = label == k ? imagined.right() : imagined.wrong();
            return never / (annotatorSums[j * numClasses + k] + imagined.labels());
        });
    }

    /** Probability that an annotator gives a label to an example of class k; NaN if they never gave that label. */
    double probability(int annotator, int label, int k) {
        int column = columns.find(annotator, label);
        return column < 0 ? Double.NaN : Math.exp(logProb[column * numClasses + k]);
    }
}
