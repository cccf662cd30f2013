package org.relabel4j.labeling.next;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.metric.LogLoss;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.probability.Rows;

/**
 * How good the model of a round is, by cross-validation against the consensus labels.
 *
 * @param accuracy fraction of the labelled examples whose likeliest class is the consensus label
 * @param guessing accuracy of always guessing the most frequent label
 * @param logLoss see {@link LogLoss}
 */
record Numbers(double accuracy, double guessing, double logLoss) {
    /** Of a round without a model. */
    static final Numbers UNKNOWN = new Numbers(Double.NaN, Double.NaN, Double.NaN);

    static Numbers of(Consensus consensus, Probabilities predProbs) {
        int[] labels = consensus.labels();
        int[] likeliest = Rows.likeliest(predProbs, i -> labels[i] >= 0);
        int[] counts = new int[predProbs.numClasses()];
        Arrays.stream(labels).filter(label -> label >= 0).forEach(label -> counts[label]++);
        double labelled = Arrays.stream(counts).sum();
        long right = IntStream.range(0, labels.length)
                .filter(i -> labels[i] >= 0 && likeliest[i] == labels[i])
                .count();
        return new Numbers(
                right / labelled, Arrays.stream(counts).max().orElseThrow() / labelled, LogLoss.of(predProbs, labels));
    }
}
