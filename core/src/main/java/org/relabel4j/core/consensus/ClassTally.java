package org.relabel4j.core.consensus;

import java.util.Arrays;
import org.relabel4j.core.consensus.DawidSkene.Imagined;
import org.relabel4j.core.parallel.Tally;

/**
 * The posteriors of labelled examples added up by class, for the class frequencies of {@link DawidSkene}; and the logarithm of
 * the probability of their labels. What is added is the posterior of one example.
 */
public final class ClassTally implements Tally<double[], double[], ClassTally> {
    private static final long serialVersionUID = 1L;

    private final Imagined imagined;
    private final double[] sums;
    private long numLabelled;
    private double logLikelihood;

    /**
     * Of nothing yet.
     *
     * @param imagined what is taken to be known before
     */
    public ClassTally(Imagined imagined, int numClasses) {
        this.imagined = imagined;
        this.sums = new double[numClasses];
    }

    @Override
    public void add(double[] posterior) {
        numLabelled++;
        for (int k = 0; k < sums.length; k++) {
            sums[k] += posterior[k];
        }
    }

    /** Adds the logarithm of the probability of labels of examples whose posteriors are added. */
    void addLogLikelihood(double sum) {
        logLikelihood += sum;
    }

    @Override
    public void merge(ClassTally other) {
        numLabelled += other.numLabelled;
        logLikelihood += other.logLikelihood;
        for (int k = 0; k < sums.length; k++) {
            sums[k] += other.sums[k];
        }
    }

    /** The class frequencies. */
    @Override
    public double[] finish() {
        double[] frequencies = new double[sums.length];
        for (int k = 0; k < sums.length; k++) {
            frequencies[k] = imagined.ratio(sums[k] + imagined.occurrences(), total(numLabelled));
        }
        return frequencies;
    }

    private double total(long examples) {
        return examples + imagined.occurrences() * sums.length;
    }

    /** Sets the logarithms of the frequencies; returns the largest change of a frequency. */
    public double maximise(double[] logFrequency) {
        double[] frequencies = finish();
        double change = 0;
        for (int k = 0; k < frequencies.length; k++) {
            change = Math.max(change, Imagined.set(logFrequency, k, frequencies[k]));
        }
        return change;
    }

    /** The frequency of class k without an example that has this posterior of it. */
    double frequencyWithout(int k, double posterior) {
        return (sums[k] - posterior + imagined.occurrences()) / total(numLabelled - 1);
    }

    /**
     * Mean logarithm of the probability of a labelled example's labels; NaN where it need not rise: only that of maximum likelihood
     * does until it has converged.
     */
    public double meanLogLikelihood() {
        return imagined.variational() ? Double.NaN : logLikelihood / numLabelled;
    }

    void clear() {
        Arrays.fill(sums, 0);
        numLabelled = 0;
        logLikelihood = 0;
    }
}
