package org.relabel4j.benchmarks.learning;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.loop.LabelBatch;
import org.relabel4j.core.loop.RoundResult;
import org.relabel4j.core.loop.RoundSummary;
import org.relabel4j.core.metric.Accuracy;
import org.relabel4j.core.metric.ModelMetrics;
import org.relabel4j.core.noise.RelabelOutcome;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.MemberPredictions;
import org.relabel4j.datasets.Dataset;

/** Measures a round against the truth. */
final class RoundMetrics {
    private final RoundResult result;
    private final Dataset data;
    private final List<Probabilities> test;

    /**
     * @param modelWeights what to average the models of an ensemble with, a weight a model
     */
    RoundMetrics(RoundResult result, Dataset data, double[] modelWeights) {
        this.result = result;
        this.data = data;
        this.test = testPredictions(result.state().members(), modelWeights);
    }

    /**
     * What is measured on the test set: each fold model of a single model; of an ensemble, the probabilities averaged over
     * folds and members, which is what its members say together. Empty without a test set: then accuracies are NaN.
     */
    List<Probabilities> testPredictions() {
        return test;
    }

    /** The round's row. */
    RoundRow row(String experiment, LearningCell cell) {
        Annotations annotations = result.state().annotations();
        int relabelled = 0;
        for (int i = 0; i < annotations.numExamples(); i++) {
            relabelled += annotations.count(i) >= 2 ? 1 : 0;
        }
        return new RoundRow(
                experiment,
                cell,
                result.round(),
                new RoundRow.Labels(annotations.size(), annotations.numLabelled(), relabelled),
                Accuracy.mean(test, data.testLabels()),
                Accuracy.ofConsensus(result.state().consensus(), data.poolLabels()),
                ModelMetrics.mean(test, data.testLabels()),
                result.labels().map(batch -> bought(batch, annotations)).orElse(RoundRow.Bought.NOTHING),
                summary().spent(),
                result.stopReason(),
                noise());
    }

    private RoundSummary summary() {
        List<RoundSummary> history = result.next().history();
        return history.get(history.size() - 1);
    }

    private RoundRow.NoiseFound noise() {
        PoolState state = result.state();
        int[] asked = result.labels().map(LabelBatch::examples).orElse(new int[0]);
        RelabelOutcome outcome = RelabelOutcome.of(asked, state.consensus(), data.poolLabels());
        return new RoundRow.NoiseFound(
                asked.length == 0 ? Double.NaN : outcome.recall(),
                outcome.precision(),
                outcome.noiseRate(),
                summary().estimatedNoise());
    }

    private static List<Probabilities> testPredictions(List<MemberPredictions> members, double[] modelWeights) {
        List<Probabilities> first = members.get(0).testByFold();
        return members.size() == 1 || first.isEmpty() ? first : List.of(mean(members, modelWeights));
    }

    private static Probabilities mean(List<MemberPredictions> members, double[] weights) {
        double sum = Arrays.stream(weights).sum();
        Probabilities shape = members.get(0).testByFold().get(0);
        int numExamples = shape.numExamples();
        double[] mean = new double[numExamples * shape.numClasses()];
        double[] values = new double[mean.length];
        for (int l = 0; l < weights.length; l++) {
            List<Probabilities> folds = members.get(l).testByFold();
            double weight = weights[l] / sum / folds.size();
            for (Probabilities fold : folds) {
                fold.copyRows(0, numExamples, values, 0);
                for (int n = 0; n < mean.length; n++) {
                    mean[n] += weight * values[n];
                }
            }
        }
        return DenseProbabilities.ofRowMajor(numExamples, shape.numClasses(), mean);
    }

    private static RoundRow.Bought bought(LabelBatch batch, Annotations before) {
        int fresh = 0;
        for (int i : batch.examples()) {
            fresh += before.isLabelled(i) ? 0 : 1;
        }
        return new RoundRow.Bought(OptionalInt.of(fresh), OptionalInt.of(batch.size() - fresh));
    }
}
