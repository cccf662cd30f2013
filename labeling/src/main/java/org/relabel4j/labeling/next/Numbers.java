package org.relabel4j.labeling.next;

import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.metric.Accuracy;
import org.relabel4j.core.metric.LogLoss;
import org.relabel4j.core.metric.ModelMetrics;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.labeling.round.ModelQuality;

/**
 * How good the model of a round is, by cross-validation. Its accuracy is not that against the consensus labels: these were inferred with
 * predictions of the same model, and agree with it too well.
 *
 * @param accuracy estimated fraction of the labelled examples whose likeliest class is right, as it is estimated of a person
 * @param guessing accuracy of always guessing the most frequent label
 * @param logLoss against the consensus labels, see {@link LogLoss}
 * @param quality likewise
 */
record Numbers(double accuracy, double guessing, double logLoss, ModelQuality quality) {
    /** Of a round without a model. */
    static final Numbers UNKNOWN = new Numbers(Double.NaN, Double.NaN, Double.NaN, ModelQuality.UNKNOWN);

    static Numbers of(double accuracy, Consensus consensus, Probabilities predProbs) {
        int[] labels = consensus.labels();
        double guessing = Accuracy.ofGuessing(labels, predProbs.numClasses());
        return new Numbers(
                accuracy, guessing, LogLoss.of(predProbs, labels), ModelQuality.of(ModelMetrics.of(predProbs, labels)));
    }
}
