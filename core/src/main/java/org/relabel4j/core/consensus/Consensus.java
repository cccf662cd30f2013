package org.relabel4j.core.consensus;

import java.util.Arrays;

/**
 * A consensus label per example, with how likely it is to be right. Immutable.
 *
 * <p>Unlabelled examples have label -1, quality NaN and agreement NaN.
 */
public final class Consensus {
    private final int[] labels;
    private final double[] quality;
    private final double[] agreement;

    /**
     * A consensus; the arrays are copied.
     *
     * @param labels consensus label of each example, or -1 for an unlabelled one
     * @param quality probability, as estimated by the method, that the label is right, in [0, 1]; NaN if unlabelled
     * @param agreement fraction of the example's annotators who chose that label, in [0, 1]; NaN if unlabelled
     * @throws IllegalArgumentException if the lengths differ
     */
    public Consensus(int[] labels, double[] quality, double[] agreement) {
        this(labels, quality, agreement, true);
    }

    private Consensus(int[] labels, double[] quality, double[] agreement, boolean copy) {
        if (labels.length != quality.length || labels.length != agreement.length) {
            throw new IllegalArgumentException("labels, quality and agreement have lengths " + labels.length + ", "
                    + quality.length + " and " + agreement.length + ", expected equal ones");
        }
        this.labels = copy ? labels.clone() : labels;
        this.quality = copy ? quality.clone() : quality;
        this.agreement = copy ? agreement.clone() : agreement;
    }

    /** A consensus that keeps the arrays: for the methods of this package, which hand them over and forget them. */
    static Consensus owning(int[] labels, double[] quality, double[] agreement) {
        return new Consensus(labels, quality, agreement, false);
    }

    /** Number of examples N. */
    public int numExamples() {
        return labels.length;
    }

    /** Consensus label of example {@code i}, or -1 if it is unlabelled. */
    public int label(int i) {
        return labels[i];
    }

    /** All labels, length N, -1 for unlabelled examples; a copy. */
    public int[] labels() {
        return labels.clone();
    }

    /** Estimated probability that example {@code i}'s label is right, or NaN. */
    public double quality(int i) {
        return quality[i];
    }

    /** All qualities, length N, NaN for unlabelled examples; a copy. */
    public double[] qualities() {
        return quality.clone();
    }

    /** Fraction of example {@code i}'s annotators who chose its consensus label, or NaN. */
    public double agreement(int i) {
        return agreement[i];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Consensus that
                && Arrays.equals(labels, that.labels)
                && Arrays.equals(quality, that.quality)
                && Arrays.equals(agreement, that.agreement);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(labels) + Arrays.hashCode(quality)) + Arrays.hashCode(agreement);
    }
}
