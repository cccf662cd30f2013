package org.relabel4j.benchmarks.run;

import java.util.List;
import java.util.OptionalInt;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.loop.LabelBatch;
import org.relabel4j.core.loop.RoundResult;
import org.relabel4j.core.metric.Accuracy;
import org.relabel4j.core.metric.CalibrationError;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.MemberPredictions;
import org.relabel4j.datasets.Dataset;

/** Measures a round against the truth. */
final class RoundMetrics {
    private RoundMetrics() {}

    static RoundRow row(String experiment, Cell cell, RoundResult result, Dataset data) {
        Annotations annotations = result.state().annotations();
        int relabelled = 0;
        for (int i = 0; i < annotations.numExamples(); i++) {
            relabelled += annotations.count(i) >= 2 ? 1 : 0;
        }
        List<Probabilities> test = testPredictions(result.state().members());
        return new RoundRow(
                experiment,
                cell,
                result.round(),
                new RoundRow.Labels(annotations.size(), annotations.numLabelled(), relabelled),
                Accuracy.mean(test, data.testLabels()),
                Accuracy.ofConsensus(result.state().consensus(), data.poolLabels()),
                test.stream()
                        .mapToDouble(p -> CalibrationError.expected(p, data.testLabels()))
                        .average()
                        .orElse(Double.NaN),
                result.labels().map(batch -> bought(batch, annotations)).orElse(RoundRow.Bought.NOTHING));
    }

    /**
     * What to measure on the test set: each fold model of a single model; of an ensemble, the probabilities averaged over
     * folds and members, which is what its members say together. Empty without a test set: then accuracies are NaN.
     */
    private static List<Probabilities> testPredictions(List<MemberPredictions> members) {
        List<Probabilities> all =
                members.stream().flatMap(member -> member.testByFold().stream()).toList();
        return members.size() == 1 || all.isEmpty() ? all : List.of(mean(all));
    }

    private static Probabilities mean(List<Probabilities> all) {
        int numExamples = all.get(0).numExamples();
        int numClasses = all.get(0).numClasses();
        double[] mean = new double[numExamples * numClasses];
        double[] values = new double[numExamples * numClasses];
        for (Probabilities probabilities : all) {
            probabilities.copyRows(0, numExamples, values, 0);
            for (int n = 0; n < mean.length; n++) {
                mean[n] += values[n] / all.size();
            }
        }
        return DenseProbabilities.ofRowMajor(numExamples, numClasses, mean);
    }

    private static RoundRow.Bought bought(LabelBatch batch, Annotations before) {
        int fresh = 0;
        for (int i : batch.examples()) {
            fresh += before.isLabelled(i) ? 0 : 1;
        }
        return new RoundRow.Bought(OptionalInt.of(fresh), OptionalInt.of(batch.size() - fresh));
    }
}
