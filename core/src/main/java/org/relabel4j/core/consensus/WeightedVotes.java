package org.relabel4j.core.consensus;

import java.util.Arrays;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.numeric.RowMath;

/**
 * Votes that count for as much as the annotators' weights, not below 0: the share of a class is the weight of those who chose it
 * over that of all who labelled the example. If these all weigh nothing, they count alike.
 */
final class WeightedVotes implements LabelPosterior {
    /** Shares that differ by no more are equal: sums in another order do. */
    private static final double ROUNDING = 1e-9;

    private final Annotations annotations;
    private final KnownLabels known;
    private final LabelPosterior equalVotes;
    private final double[] weights;

    WeightedVotes(Annotations annotations, KnownLabels known, double[] weights) {
        this.annotations = annotations;
        this.known = known;
        this.equalVotes = LabelPosterior.votes(annotations);
        this.weights = weights;
    }

    @Override
    public void posterior(int i, double[] destination) {
        Arrays.fill(destination, 0);
        double total = 0;
        for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
            double weight = weights[annotations.annotatorAt(a)];
            destination[annotations.labelAt(a)] += weight;
            total += weight;
        }
        if (total == 0) {
            equalVotes.posterior(i, destination);
        } else {
            for (int k = 0; k < destination.length; k++) {
                destination[k] /= total;
            }
        }
        known.fix(i, destination);
    }

    /**
     * Fraction of each annotator's labels that have the largest share of their example. Of several equal ones each counts for
     * its part, as it would on average if the tie were broken by chance. NaN without labels.
     */
    double[] agreements() {
        double[] agreed = new double[weights.length];
        int[] counts = new int[weights.length];
        double[] shares = new double[annotations.numClasses()];
        for (int i = 0; i < annotations.numExamples(); i++) {
            if (annotations.isLabelled(i)) {
                posterior(i, shares);
                double least = RowMath.largest(shares, 0, shares.length) * (1 - ROUNDING);
                int numLargest = 0;
                for (double share : shares) {
                    numLargest += share >= least ? 1 : 0;
                }
                for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                    counts[annotations.annotatorAt(a)]++;
                    agreed[annotations.annotatorAt(a)] +=
                            shares[annotations.labelAt(a)] >= least ? 1.0 / numLargest : 0;
                }
            }
        }
        Arrays.setAll(agreed, j -> agreed[j] / counts[j]);
        return agreed;
    }
}
