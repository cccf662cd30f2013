package org.relabel4j.labeling.next;

import java.util.Arrays;
import java.util.Optional;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.numeric.RowMath;
import org.relabel4j.core.probability.Probabilities;

/**
 * How good the model of a round is, by cross-validation against the consensus labels; NaN in a round without a model.
 *
 * @param accuracy fraction of the labelled examples whose likeliest class is the consensus label
 * @param guessing accuracy of always guessing the most frequent label
 * @param logLoss mean of {@code -ln p} of the consensus label, in nats; p is at least 1e-15
 */
record Numbers(double accuracy, double guessing, double logLoss) {
    private static final double SMALLEST = 1e-15;

    Numbers(Trained.Input input, Optional<Trained> trained, Consensus consensus, Probabilities predProbs) {
        this(of(trained, consensus, predProbs));
    }

    private Numbers(double[] values) {
        this(values[0], values[1], values[2]);
    }

    private static double[] of(Optional<Trained> trained, Consensus consensus, Probabilities predProbs) {
        if (trained.isEmpty()) {
            return new double[] {Double.NaN, Double.NaN, Double.NaN};
        }
        int labelled = 0;
        int right = 0;
        double loss = 0;
        int[] counts = new int[predProbs.numClasses()];
        double[] row = new double[counts.length];
        for (int i = 0; i < consensus.numExamples(); i++) {
            int label = consensus.label(i);
            if (label >= 0) {
                predProbs.copyRows(i, i + 1, row, 0);
                labelled++;
                counts[label]++;
                right += RowMath.argmax(row) == label ? 1 : 0;
                loss -= Math.log(Math.max(row[label], SMALLEST));
            }
        }
        double most = Arrays.stream(counts).max().orElse(0);
        return new double[] {(double) right / labelled, most / labelled, loss / labelled};
    }
}
