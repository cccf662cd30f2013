package org.relabel4j.core.consensus;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.relabel4j.core.annotation.Annotations;

/**
 * How good each annotator is, as far as agreement with a consensus tells. Immutable.
 *
 * <p>Source: Goh, Tkachenko and Mueller 2022, arXiv:2210.06812, section 3.3, as cleanlab 2.9.0 computes it.
 */
public final class AnnotatorStats {
    private final double[] quality;
    private final double[] agreementWithConsensus;
    private final int[] worstClass;
    private final int[] numExamplesLabelled;

    private AnnotatorStats(
            double[] quality, double[] agreementWithConsensus, int[] worstClass, int[] numExamplesLabelled) {
        this.quality = quality;
        this.agreementWithConsensus = agreementWithConsensus;
        this.worstClass = worstClass;
        this.numExamplesLabelled = numExamplesLabelled;
    }

    /**
     * Statistics for any consensus: an annotator's quality is the agreement with the consensus over the examples that others
     * labelled too; NaN if there are none.
     *
     * @param consensus of the same examples
     * @throws IllegalArgumentException if the numbers of examples differ
     */
    public static AnnotatorStats of(Annotations annotations, Consensus consensus) {
        if (consensus.numExamples() != annotations.numExamples()) {
            throw new IllegalArgumentException(
                    "consensus is of " + consensus.numExamples() + " examples, expected " + annotations.numExamples());
        }
        return new AnnotatorTally(annotations, consensus).stats(AnnotatorTally::sharedAgreement);
    }

    /** Statistics for CROWDLAB, by {@link CrowdLabWeights#annotatorQuality}. */
    static AnnotatorStats of(
            Annotations annotations, Consensus consensus, double[] annotationQualities, CrowdLabWeights weights) {
        double[] labelQuality = new double[annotations.numAnnotators()];
        for (int a = 0; a < annotationQualities.length; a++) {
            labelQuality[annotations.annotatorAt(a)] += annotationQualities[a];
        }
        return new AnnotatorTally(annotations, consensus)
                .stats((tally, j) ->
                        weights.annotatorQuality(labelQuality[j] / tally.numLabels(j), tally.sharedAgreement(j)));
    }

    /**
     * Statistics that somebody else computed; the arrays, one value an annotator, are <em>not</em> copied.
     *
     * @param quality in [0, 1]; NaN where nothing tells
     * @param agreement with the consensus, in [0, 1]; NaN without labels
     * @param worstClass what the annotator is worst at; -1 without labels
     */
    public static AnnotatorStats of(double[] quality, double[] agreement, int[] worstClass, int[] numExamplesLabelled) {
        return new AnnotatorStats(quality, agreement, worstClass, numExamplesLabelled);
    }

    /** Quality of each annotator, in [0, 1]; NaN where nothing tells; a copy. */
    public double[] quality() {
        return quality.clone();
    }

    /** Fraction of each annotator's labels that are the consensus label, all examples counted; NaN without labels; a copy. */
    public double[] agreementWithConsensus() {
        return agreementWithConsensus.clone();
    }

    /**
     * The label that each annotator gave with the least agreement with the consensus; among equals the one given more often,
     * then of examples with the higher mean consensus quality, then the lowest; -1 without labels; a copy.
     */
    public int[] worstClass() {
        return worstClass.clone();
    }

    /** Number of examples that each annotator labelled; a copy. */
    public int[] numExamplesLabelled() {
        return numExamplesLabelled.clone();
    }

    /** The annotators, worst first: by quality, then by agreement with the consensus; NaN last; equals by number. */
    public int[] order() {
        return IntStream.range(0, quality.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(j -> quality[j])
                        .thenComparingDouble(j -> agreementWithConsensus[j]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AnnotatorStats that
                && Arrays.equals(quality, that.quality)
                && Arrays.equals(agreementWithConsensus, that.agreementWithConsensus)
                && Arrays.equals(worstClass, that.worstClass)
                && Arrays.equals(numExamplesLabelled, that.numExamplesLabelled);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(quality) + Arrays.hashCode(worstClass);
    }
}
