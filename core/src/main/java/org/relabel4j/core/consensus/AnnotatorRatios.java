package org.relabel4j.core.consensus;

import java.util.Arrays;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.parallel.Tally;

/**
 * A ratio of two counts for each annotator. What it counts is decided by {@link #pairAgreement} or {@link #majorityAgreement}.
 * Of another machine's parts, annotators may have other numbers: there, counts are merged by name.
 */
public final class AnnotatorRatios implements Tally<Annotations, double[], AnnotatorRatios> {
    private static final long serialVersionUID = 1L;

    private final boolean pairs;
    private long[] parts;
    private long[] totals;

    private AnnotatorRatios(boolean pairs, int numAnnotators) {
        this.pairs = pairs;
        this.parts = new long[numAnnotators];
        this.totals = new long[numAnnotators];
    }

    /**
     * g_j of CROWDLAB: of all pairs of j's label and another annotator's label of the same example, how many agree.
     *
     * @param numAnnotators annotators known so far; parts may have more
     */
    public static AnnotatorRatios pairAgreement(int numAnnotators) {
        return new AnnotatorRatios(true, numAnnotators);
    }

    /** Of j's labels of examples with one most frequent label, how many are that label. */
    public static AnnotatorRatios majorityAgreement(int numAnnotators) {
        return new AnnotatorRatios(false, numAnnotators);
    }

    @Override
    public void add(Annotations part) {
        grow(part.numAnnotators());
        if (pairs) {
            addPairs(part);
        } else {
            addMajorities(part);
        }
    }

    private void grow(int numAnnotators) {
        if (numAnnotators > parts.length) {
            parts = Arrays.copyOf(parts, Math.max(numAnnotators, parts.length + (parts.length >> 1)));
            totals = Arrays.copyOf(totals, parts.length);
        }
    }

    private void addPairs(Annotations part) {
        int[] counts = new int[part.numClasses()];
        for (int i = 0; i < part.numExamples(); i++) {
            int others = part.count(i) - 1;
            if (others < 1) {
                continue;
            }
            part.addVotes(i, counts);
            for (int a = part.rowStart(i); a < part.rowEnd(i); a++) {
                int j = part.annotatorAt(a);
                totals[j] += others;
                parts[j] += counts[part.labelAt(a)] - 1;
            }
            for (int a = part.rowStart(i); a < part.rowEnd(i); a++) {
                counts[part.labelAt(a)] = 0;
            }
        }
    }

    private void addMajorities(Annotations part) {
        VoteCounter votes = new VoteCounter(part);
        for (int i = 0; i < part.numExamples(); i++) {
            if (!part.isLabelled(i) || votes.count(i) > 1) {
                continue;
            }
            int majority = votes.winners()[0];
            for (int a = part.rowStart(i); a < part.rowEnd(i); a++) {
                totals[part.annotatorAt(a)]++;
                parts[part.annotatorAt(a)] += part.labelAt(a) == majority ? 1 : 0;
            }
        }
    }

    @Override
    public void merge(AnnotatorRatios other) {
        grow(other.parts.length);
        for (int j = 0; j < other.parts.length; j++) {
            parts[j] += other.parts[j];
            totals[j] += other.totals[j];
        }
    }

    /** What annotator {@code j}'s ratio is a part of; 0 for one who is not known. */
    public long total(int j) {
        return j < totals.length ? totals[j] : 0;
    }

    /** The part of {@link #total}. */
    public long part(int j) {
        return j < parts.length ? parts[j] : 0;
    }

    /** The ratio of each annotator, NaN where nothing was counted. */
    @Override
    public double[] finish() {
        double[] ratio = new double[parts.length];
        for (int j = 0; j < ratio.length; j++) {
            ratio[j] = (double) parts[j] / totals[j];
        }
        return ratio;
    }

    /** The ratios with their mean in place of NaN, or 0 if nothing was counted at all; changed in place. */
    public static double[] withoutGaps(double[] ratios) {
        double mean = definedMean(ratios);
        for (int j = 0; j < ratios.length; j++) {
            ratios[j] = !Double.isNaN(ratios[j]) ? ratios[j] : Double.isNaN(mean) ? 0 : mean;
        }
        return ratios;
    }

    /** The mean of those that are not NaN, NaN if there are none. */
    static double definedMean(double[] ratios) {
        double sum = 0;
        int defined = 0;
        for (double ratio : ratios) {
            if (!Double.isNaN(ratio)) {
                sum += ratio;
                defined++;
            }
        }
        return sum / defined;
    }
}
