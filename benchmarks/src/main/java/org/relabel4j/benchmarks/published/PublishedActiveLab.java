package org.relabel4j.benchmarks.published;

import java.util.List;
import java.util.random.RandomGenerator;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.acquisition.Needs;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.acquisition.Scores;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.consensus.CrowdLab;
import org.relabel4j.core.consensus.CrowdLabResult;
import org.relabel4j.core.consensus.CrowdLabWeights;
import org.relabel4j.core.probability.Probabilities;

/**
 * ActiveLab for one model as the published runs computed it: all labelled examples get the annotators of the example whose number is
 * the round's, the qualities of labelled examples come from the model of the round before, and the temperature from {@link
 * PublishedTemperature}.
 *
 * <p>One thing is not imitated: the weights, too, come from the model of the round before there, from this round's here.
 */
final class PublishedActiveLab implements AcquisitionStrategy {
    @Override
    public Needs needs() {
        return Needs.ONE_MODEL;
    }

    @Override
    public Scores score(PoolState state, RandomGenerator rng) {
        Annotations annotations = state.annotations();
        Probabilities scaled =
                PublishedTemperature.scaled(annotations, state.predProbs().get(0));
        CrowdLabResult fresh = new CrowdLab().analyse(annotations, List.of(scaled), rng);
        CrowdLabWeights weights = fresh.weights().orElseThrow();
        // Before the first round there was no model, so there the published code takes the new one.
        Consensus quality = state.round() == 0 ? fresh.consensus() : state.consensus();
        int misread = LabellingOrder.of(state)[Math.min(state.round(), state.numExamples() - 1)];
        double ofLabelled = weights.totalModelWeight();
        for (int a = annotations.rowStart(misread); a < annotations.rowEnd(misread); a++) {
            ofLabelled += weights.annotatorWeight(annotations.annotatorAt(a));
        }
        double[] row = new double[state.numClasses()];
        double[] scores = new double[state.numExamples()];
        for (int i = 0; i < scores.length; i++) {
            if (annotations.isLabelled(i)) {
                scores[i] = score(quality.quality(i), ofLabelled, weights, row.length);
            } else {
                scaled.copyRows(i, i + 1, row, 0);
                double largest = 0;
                for (double p : row) {
                    largest = Math.max(largest, p);
                }
                scores[i] = score(largest, weights.totalModelWeight(), weights, row.length);
            }
        }
        return Scores.of(scores);
    }

    /** The mean of a quality, weighted as said, and of 1 / K, weighted as an average annotator: equations (1) and (2). */
    private static double score(double quality, double weight, CrowdLabWeights weights, int numClasses) {
        double pseudo = weights.meanAnnotatorWeight();
        return (weight * quality + pseudo / numClasses) / (weight + pseudo);
    }
}
