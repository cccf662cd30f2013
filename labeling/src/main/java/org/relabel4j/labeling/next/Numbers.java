package org.relabel4j.labeling.next;

import java.util.ArrayList;
import java.util.List;
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

    /** The means over the questions, each with its consensus and predictions. */
    static Numbers of(double accuracy, List<Consensus> consensus, List<Probabilities> predProbs) {
        double guessing = 0;
        double logLoss = 0;
        List<ModelQuality> qualities = new ArrayList<>();
        for (int q = 0; q < consensus.size(); q++) {
            int[] labels = consensus.get(q).labels();
            guessing += Accuracy.ofGuessing(labels, predProbs.get(q).numClasses());
            logLoss += LogLoss.of(predProbs.get(q), labels);
            qualities.add(ModelQuality.of(ModelMetrics.of(predProbs.get(q), labels)));
        }
        return new Numbers(
                accuracy, guessing / consensus.size(), logLoss / consensus.size(), ModelQuality.mean(qualities));
    }
}
